// The panel: the facts of one thing, every report of it, and the sentence that says so with its words marked.
const link = (iri) => (groupOf(iri) ? el("button", { class: "link", onclick: () => go(iri) }, isolate(label(iri))) : document.createTextNode(iri));
const links = (iris) => iris.flatMap((iri, i) => (i ? [", ", link(iri)] : [link(iri)]));
const row = (key, ...content) => (content.filter((c) => c !== "" && c !== null && c !== undefined).length ? [el("dt", {}, t(key)), el("dd", {}, ...content)] : []);
const badge = (text, kind = "") => el("span", { class: "badge " + kind }, text);
const chip = (iri) => (code(iri) ? el("span", { class: "chip", style: `background:${look(iri).colour};color:${look(iri).text}` }, code(iri)) : "");

function source(article) {
  const a = facts.articles[article] || { identifier: article };
  const words = plain([a.publisher, when(a.issued), a.title || a.identifier].filter(Boolean).join(" · "));
  const safe = /^https?:\/\//.test(a.source || "");
  return el("p", { class: "source" }, el("button", { class: "link", onclick: () => go(article) }, isolate(words)), safe ? " " : "", safe ? el("a", { href: a.source, target: "_blank", rel: "noopener noreferrer" }, t("open") + " ↗") : "");
}

// a sentence with the words that support each value marked; spans may nest, so the text is cut at every boundary
function sentence(evidence, only) {
  const exact = [...evidence.exact], marks = evidence.marks.filter((m) => (only ? only.includes(m[2]) : m[1] - m[0] < exact.length * 0.6)).map((m) => [m[0] - evidence.start, m[1] - evidence.start, m[2]]);
  const cuts = unique([0, exact.length, ...marks.flatMap((m) => [m[0], m[1]])].filter((c) => c >= 0 && c <= exact.length)).sort((a, b) => a - b);
  const parts = cuts.slice(1).map((end, i) => {
    const text = exact.slice(cuts[i], end).join(""), here = marks.filter((m) => m[0] <= cuts[i] && m[1] >= end);
    return here.length ? el("mark", { title: unique(here.map((m) => t(m[2]))).join(", ") }, plain(text)) : plain(text);
  });
  return el("blockquote", {}, ...parts);
}

const reports = (record, only) => [el("h3", {}, t("reports", { n: record.reports.length })), ...record.reports.map((r) => el("div", { class: "report" }, source(r.article), ...r.evidence.map((e) => sentence(e, only))))];

function disagreement(m, what) {
  const value = (x) => (groupOf(x) ? label(x) : /^\d/.test(x) ? when(x) : t(x));
  const shown = (r) => [r[what] || []].flat().map(value).join(", ");
  const versions = new Map();
  for (const r of m.reports.filter(shown)) (versions.get(shown(r)) || versions.set(shown(r), []).get(shown(r))).push(r);
  return el("section", { class: "dispute" }, el("h3", {}, "⚠ " + t("disputedOn", { what: t(what) })), el("ul", {}, ...[...versions].map(([words, rs]) => el("li", {}, el("strong", {}, isolate(words)),
    ...rs.flatMap((r) => [el("div", { class: "source" }, plain(outlet(r.article) || label(r.article))), ...r.evidence.filter((e) => e.marks.some((k) => k[2] === what)).slice(0, 1).map((e) => sentence(e, [what]))])))));
}

const heading = (iri, words) => el("h2", { tabindex: "-1" }, chip(iri), isolate(words));
const whereOf = (m) => (m.country && !m.place.some((p) => label(p) === label(m.country)) ? [...m.place, m.country] : m.place);
const placeWords = (m) => (whereOf(m).length ? links(whereOf(m)) : [t("unknown")]);
const statusBadge = (m) => badge((cross(m) ? "✕ " : "") + t(m.status || "Held"), m.status);
function meetingPanel(iri, only) {
  const m = facts.meetings[iri];
  return [
    heading("", meetingTitle(m)),
    el("p", {}, statusBadge(m), m.mode ? badge(t(m.mode)) : "", m.kind ? badge(t(m.kind)) : "", m.disputed.length ? badge("⚠ " + t("disputed"), "warn") : ""),
    el("dl", {}, ...row("date", span(m)), ...row("where", ...placeWords(m)), ...row("participant", ...links(m.participant)), ...row("companion", ...links(m.companion)), ...row("confidence", m.confidence ? Math.round(m.confidence * 100) + " %" : "")),
    ...m.disputed.map((what) => disagreement(m, what)),
    ...reports(m, only),
    ...quotes(saidAbout(iri)),
  ];
}

const MANY_ROWS = 50;
// long lists open in steps
function inSteps(items, make, tag = "ul") {
  const list = el(tag, {}), more = el("button", { class: "more" });
  const grow = () => { const from = list.children.length; list.append(...items.slice(from, from + MANY_ROWS).map(make)); more.hidden = list.children.length >= items.length; more.textContent = t("moreOf", { n: items.length - list.children.length }); };
  more.onclick = grow;
  grow();
  return [list, more];
}
function quote(iri, below) {
  const s = facts.statements[iri], names = s.speaker.filter((p) => p !== below).map(label).join(", "), who = plain(names || (s.speaker.length ? "" : s.source));
  const small = [who, when(s.date), unique(s.reports.map((r) => outlet(r.article))).filter(Boolean).join(", ")].filter(Boolean).join(" · ");
  return el("blockquote", { class: s.mode }, el("button", { class: "link", onclick: () => go(iri) }, isolate(plain(quoted(s)))), el("footer", { class: "source" }, isolate(small)));
}
const quotes = (iris, below) => (iris.length ? [el("h3", {}, t("statements", { n: iris.length })), ...inSteps(iris, (s) => quote(s, below), "div")] : []);
const meetingItem = (iri) => { const m = facts.meetings[iri]; return el("li", {}, el("button", { class: "link", onclick: () => go(iri) }, isolate([span(m), m.place[0] ? label(m.place[0]) : "", meetingTitle(m)].filter(Boolean).join(" · "))), " ", statusBadge(m), m.disputed.length ? badge("⚠ " + t("disputed"), "warn") : ""); };
const meetingList = (iris) => (iris.length ? [el("h3", {}, t("meetings", { n: iris.length })), ...inSteps([...iris].sort(byDate), meetingItem)] : []);

function agentPanel(iri) {
  const a = facts.agents[iri] || facts.places[iri];
  const met = new Map();
  for (const m of has("agents", iri) ? meetingsOf(iri) : []) if (facts.meetings[m].participant.includes(iri)) for (const p of facts.meetings[m].participant) if (p !== iri) met.set(p, (met.get(p) || 0) + 1);
  const contacts = [...met].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
  return [
    heading(iri, label(iri)), el("p", {}, badge(kindName(kindOf(iri)))),
    el("dl", {}, ...row("roles", (a.roles || []).map(plain).join("; ")), ...row("of", ...links(a.of || [])), ...row("within", ...links(a.within || [])), ...row("also", a.also.map((x) => isolate(plain(x))).join(", ")), ...row("same", ...(a.same || []).filter((x) => /^https?:\/\//.test(x)).flatMap((x, i) => [i ? ", " : "", el("a", { href: x, target: "_blank", rel: "noopener noreferrer" }, x.replace(/^https?:\/\/(www\.)?/, ""))])), ...row("where", a.lat ? `${a.lat}, ${a.long}` : "")),
    ...(contacts.length ? [el("h3", {}, t("contacts", { n: contacts.length })), ...inSteps(contacts, ([p, n]) => el("li", {}, chip(p), link(p), n > 1 ? ` (${n})` : ""))] : []),
    ...meetingList(meetingsOf(iri)),
    ...quotes(saidBy(iri), iri),
    ...(saidAbout(iri).length ? [el("h3", {}, t("saidAbout", { n: saidAbout(iri).length })), ...inSteps(saidAbout(iri), (s) => quote(s), "div")] : []),
  ];
}

function statementPanel(iri) {
  const s = facts.statements[iri];
  return [heading("", plain(quoted(s))), el("p", {}, badge(t(s.mode))),
    el("dl", {}, ...row("speaker", ...(s.speaker.length ? links(s.speaker) : [t("anonymous") + ": " + plain(s.source)])), ...row("date", when(s.date)), ...row("relayedBy", ...links(unique(s.reports.flatMap((r) => r.relayedBy || [])))), ...row("addressee", ...links(s.addressee)), ...row("about", ...links(s.about))),
    ...reports(s)];
}

const articlePanel = (iri) => [heading("", label(iri)), source(iri), el("h3", {}, t("contributes")), ...meetingList(meetingsIn(iri)), ...quotes(statementsIn(iri)), ...(meetingsIn(iri).length + statementsIn(iri).length ? [] : [el("p", {}, t("none"))])];
function pairPanel(a, b, iris) {
  const out = iris.every((m) => choice.unfold || choice.cards.has(m));
  const toggle = el("button", { class: "wide", id: "kg-fan", "aria-pressed": String(out), onclick: () => { for (const m of iris) choice.cards[out ? "delete" : "add"](m); refresh(); openHash(); near([a, b, ...iris]); } }, t(out ? "foldPair" : "unfoldPair", { n: iris.length }));
  return [el("h2", { tabindex: "-1" }, t("met", { a: isolate(label(a)), b: isolate(label(b)) })), choice.unfold ? "" : toggle, ...meetingList(iris), ...iris.flatMap((m) => [el("h3", {}, span(facts.meetings[m])), ...facts.meetings[m].reports.map((r) => el("div", { class: "report" }, source(r.article), ...r.evidence.map((e) => sentence(e))))])];
}
const together = (a, b) => meetingsOf(a).filter((m) => facts.meetings[m].participant.includes(a) && facts.meetings[m].participant.includes(b)).sort(byDate);

const PANELS = { meetings: meetingPanel, agents: agentPanel, places: agentPanel, statements: statementPanel, articles: articlePanel };
const root = document.querySelector('meta[name="kg-base"]')?.content;
function openPanel(content, iri = "") {
  const data = root && iri ? el("a", { class: "data", href: root + iri }, t("data")) : "";
  $("panel").replaceChildren(el("button", { class: "close", "aria-label": t("close"), onclick: close }, "✕"), ...content.flat().filter((c) => c !== ""), data);
  $("panel").hidden = false;
  $("panel").scrollTop = 0;
}
function close() { $("panel").hidden = true; if (!VIEWS.includes(address())) history.pushState(null, "", "#" + view); selected = ""; show(); ($("network").hidden ? $(view) : $("network")).focus(); }

function openEdge(edge) {
  if (!edge) return;
  if (edge.part === "pair") return go(edge.id);
  const meeting = [edge.from, edge.to].find((x) => has("meetings", x)) || edge.meetings[0], statement = [edge.from, edge.to].find((x) => has("statements", x));
  if (statement || !meeting) go(statement || edge.from);
  else openPanel(meetingPanel(meeting, [edge.part === "guest" ? "participant" : edge.part]), meeting);
}
