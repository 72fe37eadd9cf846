// The facts and the few helpers that everything else uses. Text enters the page as text nodes only.
const { facts, later, edges: allEdges, texts } = JSON.parse(document.getElementById("kg-data").textContent);
const $ = (id) => document.getElementById("kg-" + id);
let lang = (navigator.language || "id").startsWith("id") || navigator.language.startsWith("ms") ? "id" : "en";
const t = (key, values = {}) => Object.entries(values).reduce((s, [k, v]) => s.replace("{" + k + "}", v), texts[lang][key] ?? key);

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return node;
}

const has = (group, iri) => Object.hasOwn(facts[group], iri);
const groupOf = (iri) => Object.keys(facts).find((group) => has(group, iri));
const kindOf = (iri) => (has("agents", iri) ? facts.agents[iri].kind : (groupOf(iri) || "").replace(/s$/, ""));
const kindName = (kind) => t(kind === "state" ? "stateKind" : kind);

// direction marks in a name must not turn the words around it; overrides inside it are dropped from display
const isolate = (text) => "\u2068" + text + "\u2069";
const label = (iri) => rawLabel(iri).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
const rawLabel = (iri) => {
  if (has("agents", iri)) return facts.agents[iri].label;
  if (has("places", iri)) return facts.places[iri].label;
  if (has("articles", iri)) return facts.articles[iri].title || facts.articles[iri].identifier;
  if (has("meetings", iri)) return meetingTitle(facts.meetings[iri]);
  if (has("statements", iri)) return "“" + facts.statements[iri].text + "”";
  return iri;
};

// "2023-09-13", "2023-09" and "2023" in the reader's words, never more precise than known
function when(value) {
  if (!value) return "";
  const parts = value.split("-").map(Number);
  const options = [{ year: "numeric" }, { year: "numeric", month: "long" }, { year: "numeric", month: "short", day: "numeric" }][parts.length - 1];
  const day = new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1));
  return Number.isNaN(day.getTime()) ? value : new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" }).format(day);
}
const span = (m) => (m.date ? when(m.date) + (m.endDate ? " – " + when(m.endDate) : "") : m.earliest ? when(m.earliest) + " – " + when(m.latest) : t("unknown"));
const meetingTitle = (m) => m.participant.map(label).join(" · ");
const starts = (m) => m.earliest || m.date || "";
const ends = (m) => m.latest || m.endDate || m.date || "";
const byDate = (a, b) => (starts(facts.meetings[a]) < starts(facts.meetings[b]) ? -1 : 1);
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f'’‘]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const outlet = (article) => facts.articles[article]?.publisher || "";
const statesOf = (agent) => (kindOf(agent) === "state" ? [agent] : facts.agents[agent]?.of || []);
const unique = (values) => [...new Set(values)];
