// What is shown: one object of choices, three predicates. Every view asks these and nothing else.
const KINDS = ["person", "state", "org", "meeting", "place", "statement"];
const STATUS = ["Held", "Planned", "Cancelled", "Denied"];
const many = Object.keys(facts.meetings).length > 60;
const fresh = () => ({ kinds: new Set(many ? KINDS.filter((k) => k !== "statement" && k !== "place") : KINDS), status: new Set(STATUS), from: "", to: "", state: "", outlet: "", disputed: false, fold: many, query: "" });
let choice = fresh();

const inPeriod = (from, to) => !((choice.from && (!to || to < choice.from)) || (choice.to && (!from || from > choice.to)));
const fromOutlet = (record) => !choice.outlet || record.reports.some((r) => outlet(r.article) === choice.outlet);

function meetingShown(iri) {
  const m = facts.meetings[iri];
  return choice.status.has(m.status || "Held") && inPeriod(starts(m), ends(m)) && fromOutlet(m)
    && (!choice.disputed || m.disputed.length > 0)
    && (!choice.state || [...m.participant, m.country].some((p) => p === choice.state || statesOf(p).includes(choice.state)))
    && (!choice.query || matches(iri) || [...m.participant, ...m.companion, ...m.place].some(matches));
}

function statementShown(iri) {
  const s = facts.statements[iri];
  return choice.kinds.has("statement") && fromOutlet(s) && (!(choice.from || choice.to) || (s.date && inPeriod(s.date, s.date))) && !choice.disputed
    && (!choice.state || s.speaker.some((p) => statesOf(p).includes(choice.state)))
    && (!choice.query || matches(iri) || s.speaker.some(matches));
}

const searchable = new Map();
function words(iri) {
  if (!searchable.has(iri)) {
    const also = facts.agents[iri]?.also || facts.places[iri]?.also || [];
    searchable.set(iri, [label(iri), ...also, facts.agents[iri]?.iso3 || ""].map(fold).join("\n"));
  }
  return searchable.get(iri);
}
const matches = (iri) => !choice.query || fold(choice.query).split(" ").every((w) => words(iri).includes(w));

function shownNow() {
  const meetings = Object.keys(facts.meetings).filter(meetingShown).sort(byDate);
  const statements = Object.keys(facts.statements).filter(statementShown);
  const part = new Set();
  for (const iri of meetings) for (const x of [...facts.meetings[iri].participant, ...facts.meetings[iri].companion, ...facts.meetings[iri].place]) part.add(x);
  for (const iri of statements) for (const x of facts.statements[iri].speaker) part.add(x);
  for (const agent of [...part]) for (const s of statesOf(agent)) part.add(s);
  const nodes = new Set([...part].filter((x) => choice.kinds.has(kindOf(x))));
  if (choice.kinds.has("meeting") && !choice.fold) meetings.forEach((m) => nodes.add(m));
  statements.forEach((s) => nodes.add(s));
  return { meetings, statements, nodes };
}

// the controls
function buildFilters() {
  const box = (group, value, text, mark) => el("label", {}, el("input", { type: "checkbox", value, checked: choice[group].has(value), onchange: (e) => { choice[group][e.target.checked ? "add" : "delete"](value); refresh(); } }), mark, text);
  $("kinds").replaceChildren(...KINDS.map((k) => box("kinds", k, kindName(k), swatch(k))));
  $("status").replaceChildren(...STATUS.map((s) => box("status", s, t(s))));
  const pick = (id, values, name) => {
    $(id).replaceChildren(el("option", { value: "" }, t("all")), ...values.map((v) => el("option", { value: v, selected: choice[id] === v }, name(v))));
    $(id).onchange = (e) => { choice[id] = e.target.value; refresh(); };
  };
  pick("state", Object.keys(facts.agents).filter((a) => kindOf(a) === "state").sort((a, b) => label(a).localeCompare(label(b))), label);
  pick("outlet", unique(Object.values(facts.articles).map((a) => a.publisher).filter(Boolean)).sort(), (v) => v);
  for (const id of ["from", "to"]) { $(id).value = choice[id]; $(id).onchange = (e) => { choice[id] = e.target.value; refresh(); }; }
  for (const id of ["disputed", "fold"]) { $(id).checked = choice[id]; $(id).onchange = (e) => { choice[id] = e.target.checked; refresh(); }; }
  $("reset").onclick = () => { choice = fresh(); $("q").value = ""; buildFilters(); refresh(); };
}
const swatch = (kind) => el("span", { class: "swatch " + kind, style: "background:" + COLOURS[kind], "aria-hidden": "true" });
