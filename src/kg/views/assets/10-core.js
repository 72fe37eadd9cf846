// The facts and the few helpers that everything else uses. Text enters the page as text nodes only.
const { facts, whole, spots: places0, many: MANY, first: FIRST, world, texts } = JSON.parse(document.getElementById("kg-data").textContent);
const $ = (id) => document.getElementById("kg-" + id);
let lang = /^(id|ms)/.test(navigator.language || "id") ? "id" : "en";
const t = (key, values = {}) => Object.entries(values).reduce((s, [k, v]) => s.replace("{" + k + "}", v), texts[lang][key] ?? key);

function attributes(node, given) {
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") node.style.cssText = value || ""; // a style attribute would need a laxer security policy
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  return node;
}
const el = (name, given = {}, ...children) => {
  const node = attributes(document.createElement(name), given);
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return node;
};
const svg = (name, given = {}, ...children) => {
  const node = attributes(document.createElementNS("http://www.w3.org/2000/svg", name), given);
  node.append(...children);
  return node;
};

const has = (group, iri) => Object.hasOwn(facts[group], iri);
const groupOf = (iri) => Object.keys(facts).find((group) => has(group, iri));
const kindOf = (iri) => (has("agents", iri) ? facts.agents[iri].kind : (groupOf(iri) || "").replace(/s$/, ""));
const kindName = (kind) => t(kind === "state" ? "stateKind" : kind);

// direction marks in a name must not turn the words around it; overrides inside it are dropped from display
const isolate = (text) => "\u2068" + text + "\u2069";
const plain = (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
const label = (iri) => plain(rawLabel(iri));
const rawLabel = (iri) => {
  if (has("agents", iri)) return facts.agents[iri].label;
  if (has("places", iri)) return facts.places[iri].label || iri;
  if (has("articles", iri)) return facts.articles[iri].title || facts.articles[iri].identifier;
  if (has("meetings", iri)) return meetingTitle(facts.meetings[iri]);
  if (has("statements", iri)) return quoted(facts.statements[iri]);
  return iri;
};
const quoted = (s) => (s.mode === "Direct" ? "“" + s.text + "”" : s.text);

// "2023-09-13", "2023-09" and "2023" in the reader's words, never more precise than known
const PRECISION = [{ year: "numeric" }, { year: "numeric", month: "long" }, { year: "numeric", month: "short", day: "numeric" }];
const formats = new Map();
function when(value) {
  if (!value) return "";
  const parts = value.split("-").map(Number), key = lang + parts.length;
  const day = new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1));
  if (Number.isNaN(day.getTime()) || !PRECISION[parts.length - 1]) return value;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(lang, { ...PRECISION[parts.length - 1], timeZone: "UTC" }));
  return formats.get(key).format(day);
}
const span = (m) => (m.date ? when(m.date) + (m.endDate ? " – " + when(m.endDate) : "") : m.earliest ? when(m.earliest) + " – " + when(m.latest) : t("undated"));
const meetingTitle = (m) => m.participant.map(label).join(" · ");
const starts = (m) => m.earliest || m.date || "";
const ends = (m) => m.latest || m.endDate || m.date || "";
const byDate = (a, b) => (starts(facts.meetings[a]) < starts(facts.meetings[b]) ? -1 : starts(facts.meetings[a]) > starts(facts.meetings[b]) ? 1 : a < b ? -1 : 1);
const simple = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f'’‘]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const outlet = (article) => facts.articles[article]?.publisher || "";
const states = new Map();
function statesOf(agent) {
  if (!states.has(agent)) states.set(agent, kindOf(agent) === "state" ? [agent] : (facts.agents[agent]?.of || []).filter((s) => facts.agents[s]?.kind === "state"));
  return states.get(agent);
}
const stateOf = (agent) => statesOf(agent)[0] || "";
const code = (agent) => facts.agents[stateOf(agent)]?.iso3 || "";
const unique = (values) => [...new Set(values)];
const clip = (text, n) => (text.length > n ? text.slice(0, n - 1).trimEnd() + "…" : text);

// who has a part in what, found once, when first asked for
const index = (group, partsOf) => {
  let found = null;
  const read = () => {
    found = new Map();
    for (const iri in facts[group]) for (const part of new Set(partsOf(facts[group][iri]))) (found.get(part) || found.set(part, []).get(part)).push(iri);
  };
  return (iri) => { if (!found) read(); return found.get(iri) || []; };
};
const around = (place, seen = []) => (seen.includes(place) || !has("places", place) ? [place] : [place, ...facts.places[place].within.flatMap((p) => around(p, [...seen, place]))]);
const meetingsOf = index("meetings", (m) => [...m.participant, ...m.companion, m.country, ...m.place.flatMap((p) => around(p))]);
const saidBy = index("statements", (s) => s.speaker);
const saidAbout = index("statements", (s) => [...s.about, ...s.addressee]);
const meetingsIn = index("meetings", (m) => m.reports.map((r) => r.article));
const statementsIn = index("statements", (s) => s.reports.map((r) => r.article));
