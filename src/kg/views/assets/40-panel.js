// The panel: the facts of one thing, every report of it, and the sentence that says so with its words marked.
const link = (iri) => (groupOf(iri) ? el("button", { class: "link", onclick: () => go(iri) }, isolate(label(iri))) : document.createTextNode(iri));
const links = (iris) => iris.flatMap((iri, i) => (i ? [", ", link(iri)] : [link(iri)]));
const row = (key, ...content) => (content.filter((c) => c !== "" && c !== null).length ? [el("dt", {}, t(key)), el("dd", {}, ...content)] : []);
const badge = (text, kind = "") => el("span", { class: "badge " + kind }, text);

function source(article) {
  const a = facts.articles[article] || { identifier: article };
  const words = [a.publisher, when(a.issued), a.title || a.identifier].filter(Boolean).join(" · ");
  const safe = /^https?:\/\//.test(a.source || "");
  return el("p", { class: "source" }, el("button", { class: "link", onclick: () => go(article) }, isolate(words)), safe ? " " : "", safe ? el("a", { href: a.source, target: "_blank", rel: "noopener noreferrer" }, t("open") + " ↗") : "");
}

// a sentence with the words that support each value marked; spans may nest, so the text is cut at every boundary
function sentence(evidence, only) {
  const marks = evidence.marks.filter((m) => !only || only.includes(m[2]));
  const cuts = unique([0, evidence.exact.length, ...marks.flatMap((m) => [m[0] - evidence.start, m[1] - evidence.start])].filter((c) => c >= 0 && c <= evidence.exact.length)).sort((a, b) => a - b);
  const parts = cuts.slice(1).map((end, i) => {
    const text = [...evidence.exact].length === evidence.exact.length ? evidence.exact.slice(cuts[i], end) : [...evidence.exact].slice(cuts[i], end).join("");
    const here = marks.filter((m) => m[0] - evidence.start <= cuts[i] && m[1] - evidence.start >= end);
    return here.length ? el("mark", { title: unique(here.map((m) => t(m[2]))).join(", ") }, text) : text;
  });
  return el("blockquote", {}, ...parts);
}

const reports = (record, only) => [el("h3", {}, t("reports", { n: record.reports.length })), ...record.reports.map((r) => el("div", { class: "report" }, source(r.article), ...r.evidence.map((e) => sentence(e, only))))];

function disagreement(m, what) {
  const shown = (r) => { const v = r[what]; const values = Array.isArray(v) ? v : v ? [v] : []; return values.map((x) => (groupOf(x) ? label(x) : when(x) !== x && /^\d/.test(x) ? when(x) : t(x))).join(", "); };
  const said = m.reports.filter((r) => shown(r)).map((r) => el("li", {}, el("strong", {}, isolate(shown(r))), " — ", outlet(r.article) || label(r.article), ...r.evidence.filter((e) => e.marks.some((k) => k[2] === what)).slice(0, 1).map((e) => sentence(e, [what]))));
  return [el("h3", { class: "warn" }, "⚠ " + t("disputedOn", { what: t(what) })), el("ul", {}, ...said)];
}

function meetingPanel(iri, only) {
  const m = facts.meetings[iri];
  return [
    el("h2", {}, meetingTitle(m)),
    el("p", {}, badge(t(m.status), m.status), m.mode ? badge(t(m.mode)) : "", m.kind ? badge(t(m.kind)) : "", m.disputed.length ? badge("⚠ " + t("disputed"), "warn") : ""),
    el("dl", {}, ...row("date", span(m)), ...row("where", ...placeWords(m)), ...row("participant", ...links(m.participant)), ...(m.companion.length ? row("companion", ...links(m.companion)) : []), ...row("confidence", m.confidence)),
    ...m.disputed.flatMap((what) => disagreement(m, what)),
    ...reports(m, only),
    ...quotes(Object.keys(facts.statements).filter((s) => facts.statements[s].about.includes(iri))),
  ];
}

const placeWords = (m) => (m.place.length ? [...links(m.place), m.country ? ", " : "", ...(m.country ? [link(m.country)] : [])] : m.country ? [link(m.country)] : [t("unknown")]);

function quotes(iris) {
  if (!iris.length) return [];
  return [el("h3", {}, t("statements", { n: iris.length })), ...iris.map((iri) => { const s = facts.statements[iri]; return el("blockquote", {}, el("button", { class: "link", onclick: () => go(iri) }, (s.mode === "Direct" ? "“" + s.text + "”" : s.text)), el("div", { class: "source" }, [s.speaker.map(label).join(", ") || s.source, when(s.date), unique(s.reports.map((r) => outlet(r.article))).join(", ")].filter(Boolean).join(" · "))); })];
}

const meetingItem = (iri) => { const m = facts.meetings[iri]; return el("li", {}, el("button", { class: "link", onclick: () => go(iri) }, [span(m), m.place[0] ? label(m.place[0]) : "", meetingTitle(m)].filter(Boolean).join(" · ")), " ", badge(t(m.status), m.status), m.disputed.length ? badge("⚠", "warn") : ""); };
const meetingList = (iris) => (iris.length ? [el("h3", {}, t("meetings", { n: iris.length })), el("ul", {}, ...iris.sort(byDate).map(meetingItem))] : []);

function agentPanel(iri) {
  const a = facts.agents[iri] || facts.places[iri];
  const near = (m) => [...m.participant, ...m.companion, ...m.place, m.country].some((x) => x === iri || (facts.places[x]?.within || []).includes(iri));
  return [
    el("h2", {}, isolate(label(iri))), el("p", {}, badge(kindName(kindOf(iri))), a.iso3 ? badge(a.iso3) : ""),
    el("dl", {}, ...(a.roles?.length ? row("roles", a.roles.join("; ")) : []), ...(a.of?.length ? row("of", ...links(a.of)) : []), ...(a.within?.length ? row("within", ...links(a.within)) : []), ...(a.also.length ? row("also", a.also.map(isolate).join(", ")) : [])),
    ...meetingList(Object.keys(facts.meetings).filter((m) => near(facts.meetings[m]))),
    ...quotes(Object.keys(facts.statements).filter((s) => facts.statements[s].speaker.includes(iri))),
  ];
}

function statementPanel(iri) {
  const s = facts.statements[iri];
  return [el("h2", {}, s.mode === "Direct" ? "“" + s.text + "”" : s.text), el("p", {}, badge(t(s.mode))),
    el("dl", {}, ...row("speaker", ...(s.speaker.length ? links(s.speaker) : [t("anonymous") + ": " + s.source])), ...row("date", when(s.date)), ...row("relayedBy", ...links(unique(s.reports.flatMap((r) => r.relayedBy)))), ...row("addressee", ...links(s.addressee)), ...row("about", ...links(s.about))),
    ...reports(s)];
}

function articlePanel(iri) {
  const a = facts.articles[iri], here = (record) => record.reports.some((r) => r.article === iri);
  return [el("h2", {}, isolate(label(iri))), source(iri), el("h3", {}, t("contributes")),
    ...meetingList(Object.keys(facts.meetings).filter((m) => here(facts.meetings[m]))), ...quotes(Object.keys(facts.statements).filter((s) => here(facts.statements[s])))];
}

const PANELS = { meetings: meetingPanel, agents: agentPanel, places: agentPanel, statements: statementPanel, articles: articlePanel };
function openPanel(content) {
  $("panel").replaceChildren(el("button", { class: "close", "aria-label": t("close"), onclick: close }, "✕"), ...content.flat());
  $("panel").hidden = false;
  $("panel").scrollTop = 0;
}
function close() { $("panel").hidden = true; if (location.hash) history.pushState(null, "", location.pathname + location.search); select(""); }

function openEdge(edge) {
  if (!edge) return;
  if (edge.part === "pair") return openPanel([el("h2", {}, t("met", { a: isolate(label(edge.from)), b: isolate(label(edge.to)) })), ...meetingList([...edge.meetings])]);
  const meeting = [edge.from, edge.to].find((x) => has("meetings", x)), statement = [edge.from, edge.to].find((x) => has("statements", x));
  if (meeting && statement) go(statement);
  else if (meeting) openPanel(meetingPanel(meeting, [edge.part]));
  else go(statement || edge.from);
}
