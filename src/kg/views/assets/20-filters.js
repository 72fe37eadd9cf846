// What is shown: one object of choices, a predicate for meetings, one for statements. Every view asks these alone.
const KINDS = ["person", "state", "org", "speaker", "place", "statement"];
const STATUS = ["Held", "Planned", "Cancelled", "Denied"];
const TYPES = unique(Object.values(facts.meetings).map((m) => m.kind).filter(Boolean)).sort();
const large = Object.keys(facts.meetings).length + Object.keys(facts.statements).length > 200;
const fresh = () => ({
  kinds: new Set(large ? ["person", "state", "org"] : KINDS), status: new Set(STATUS), types: new Set(TYPES), from: "", to: "", person: "", place: "", state: "",
  outlet: "", language: "", disputed: false, unfold: false, query: "", cards: new Set(), also: new Set(),
});
let choice = fresh();

const inPeriod = (from, to) => !((choice.from && (!to || to < choice.from)) || (choice.to && (!from || from > choice.to)));
const reported = (record) => (!choice.outlet && !choice.language) || record.reports.some((r) => (!choice.outlet || outlet(r.article) === choice.outlet) && (!choice.language || facts.articles[r.article]?.language === choice.language));
const published = (s) => s.reports.map((r) => facts.articles[r.article]?.issued || "").filter(Boolean).sort()[0] || "";
const isOf = (agent, state) => agent === state || statesOf(agent).includes(state);
const withinOf = (place) => around(place).includes(choice.place);

function meetingShown(iri) {
  const m = facts.meetings[iri], who = [...m.participant, ...m.companion];
  return choice.status.has(m.status || "Held") && (!m.kind || choice.types.has(m.kind)) && inPeriod(starts(m), ends(m)) && reported(m)
    && (!choice.disputed || m.disputed.length > 0)
    && (!choice.person || who.includes(choice.person))
    && (!choice.place || m.place.some(withinOf))
    && (!choice.state || m.country === choice.state || who.some((p) => isOf(p, choice.state)))
    && (!choice.query || matches(iri) || [...who, ...m.place].some(matches));
}

function statementShown(iri) {
  const s = facts.statements[iri], day = s.date || (choice.from || choice.to ? published(s) : "");
  return !choice.disputed && reported(s) && (!(choice.from || choice.to) || inPeriod(day, day))
    && (!choice.person || s.speaker.includes(choice.person))
    && (!choice.place || s.about.some((m) => has("meetings", m) && facts.meetings[m].place.some(withinOf)))
    && (!choice.state || s.speaker.some((p) => isOf(p, choice.state)))
    && (!choice.query || matches(iri) || s.speaker.some(matches));
}

const searchable = new Map();
function words(iri) {
  if (!searchable.has(iri)) {
    const record = facts.agents[iri] || facts.places[iri];
    searchable.set(iri, [label(iri), ...(record?.also || []), ...(record?.roles || []), record?.iso3 || ""].map(simple).join("\n"));
  }
  return searchable.get(iri);
}
let asked = [];
const matches = (iri) => asked.every((w) => words(iri).includes(w));

let last = null;
// nodes: agents with a part in what is shown; cards: the meetings that stand as nodes of their own
function shownNow() {
  if (last) return last;
  asked = simple(choice.query).split(" ").filter(Boolean);
  const meetings = Object.keys(facts.meetings).filter(meetingShown).sort(byDate);
  const statements = Object.keys(facts.statements).filter(statementShown);
  const met = new Set(meetings.flatMap((m) => [...facts.meetings[m].participant, ...facts.meetings[m].companion]));
  const part = new Set(met);
  if (choice.kinds.has("speaker")) for (const s of statements) facts.statements[s].speaker.forEach((p) => part.add(p));
  for (const agent of choice.also) part.add(agent);
  const nodes = new Set([...part].filter((x) => choice.kinds.has(kindOf(x)) || choice.also.has(x)));
  const cards = meetings.filter((m) => choice.unfold || choice.cards.has(m) || facts.meetings[m].participant.length > MANY);
  last = { meetings, statements, nodes, cards };
  return last;
}

// the controls
function buildFilters() {
  const box = (group, value, text, mark = "") => el("label", { class: "check" }, el("input", { type: "checkbox", value, checked: choice[group].has(value), onchange: (e) => { choice[group][e.target.checked ? "add" : "delete"](value); refresh(); } }), mark, text);
  $("kinds").replaceChildren(...KINDS.map((k) => box("kinds", k, t(k + "Many"), el("span", { class: "sign " + k, "aria-hidden": "true" }))));
  $("status").replaceChildren(...STATUS.map((s) => box("status", s, t(s), stroke(s))));
  $("types").replaceChildren(...TYPES.map((s) => box("types", s, t(s))));
  $("types").parentElement.hidden = TYPES.length < 2;
  const pick = (id, values, name) => {
    $(id).replaceChildren(el("option", { value: "" }, t("all")), ...values.map((v) => el("option", { value: v, selected: choice[id] === v }, name(v))));
    $(id).onchange = (e) => { choice[id] = e.target.value; refresh(); };
    $(id).parentElement.hidden = values.length < 2;
  };
  const inUse = new Set();
  for (const iri in facts.meetings) { inUse.add(facts.meetings[iri].country); facts.meetings[iri].participant.forEach((p) => inUse.add(stateOf(p))); }
  for (const iri in facts.statements) facts.statements[iri].speaker.forEach((p) => inUse.add(stateOf(p)));
  pick("state", [...inUse].filter((a) => has("agents", a)).sort((a, b) => label(a).localeCompare(label(b))), label);
  pick("outlet", unique(Object.values(facts.articles).map((a) => a.publisher).filter(Boolean)).sort(), plain);
  pick("language", unique(Object.values(facts.articles).map((a) => a.language).filter(Boolean)).sort(), languageName);
  name("person", "persons", () => Object.keys(facts.agents).filter((a) => kindOf(a) === "person" && (meetingsOf(a).length || saidBy(a).length)));
  name("place", "places", () => Object.keys(facts.places).filter((p) => meetingsOf(p).length));
  for (const id of ["from", "to"]) { $(id).value = choice[id]; $(id).onchange = (e) => { choice[id] = e.target.value; refresh(); }; }
  for (const id of ["disputed", "unfold"]) { $(id).checked = choice[id]; $(id).onchange = (e) => { choice[id] = e.target.checked; if (id === "unfold") choice.cards.clear(); refresh(); }; }
  $("reset").onclick = reset;
}
function reset() { choice = fresh(); $("q").value = ""; limit = FIRST; buildFilters(); refresh(); fit(); }

const languageName = (tag) => { try { return new Intl.DisplayNames([lang], { type: "language" }).of(tag) || tag; } catch { return tag; } };
const stroke = (status) => svg("svg", { class: "stroke " + status, viewBox: "0 0 28 12", "aria-hidden": "true" }, svg("line", { x1: 1, x2: 27, y1: 6, y2: 6 }), ...(/Cancelled|Denied/.test(status) ? [svg("path", { d: "M9,1l10,10M19,1l-10,10" })] : []));

// a name typed in any spelling picks the first that has all its words; nothing found is said, and filters nothing
function name(id, list, find) {
  let sorted = null;
  const ready = () => (sorted ||= find().sort((a, b) => meetingsOf(b).length - meetingsOf(a).length || (label(a) < label(b) ? -1 : 1)));
  $(list).replaceChildren();
  $(id).onfocus = () => { if (!$(list).children.length) $(list).append(...ready().slice(0, 500).map((iri) => el("option", { value: label(iri) }))); };
  $(id).value = choice[id] ? label(choice[id]) : "";
  $(id).onchange = (e) => {
    const typed = simple(e.target.value), asked = typed.split(" ");
    const found = typed && (ready().find((iri) => simple(label(iri)) === typed) || ready().find((iri) => asked.every((w) => words(iri).includes(w))));
    choice[id] = found || "";
    e.target.setAttribute("aria-invalid", String(Boolean(typed && !found)));
    if (typed && !found) say(t("noSuch", { what: e.target.value }));
    else e.target.value = found ? label(found) : "";
    refresh();
  };
}
