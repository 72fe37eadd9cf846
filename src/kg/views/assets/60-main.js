// What happens when: choices redraw, addresses open things, keys help.
const VIEWS = ["network", "map", "list", "quotes"];
let selected = "", view = "network";
const say = (text) => { $("say").textContent = text; };

function refresh() {
  last = null;
  show();
  const shown = shownNow();
  $("count").textContent = t("count", { m: shown.meetings.length, p: [...shown.nodes].filter((n) => kindOf(n) === "person").length, s: shown.statements.length });
  const articles = Object.keys(facts.articles).length;
  $("part").hidden = whole <= articles;
  $("part").textContent = t("part", { n: articles, all: whole });
}
function show() {
  const shown = shownNow();
  if (view === "network") { drawGraph(shown); drawLegend(shown); mark(); }
  else ({ map: drawMap, list: drawList, quotes: drawQuotes })[view](shown);
  drawTimeline(shown);
  const empty = { network: !shown.nodes.size, map: !shown.meetings.length, list: !shown.meetings.length, quotes: !shown.statements.length }[view];
  const any = Object.keys(view === "quotes" ? facts.statements : view === "network" ? { ...facts.meetings, ...facts.statements } : facts.meetings).length;
  $("empty").hidden = !empty;
  $("empty").firstElementChild.textContent = t(any ? "nothing" : "nothingYet");
  $("empty").lastElementChild.hidden = !any;
}
const mark = () => (network.body.nodes[selected] ? network.selectNodes([selected], false) : network.unselectAll());

function setView(next) {
  view = next;
  for (const v of VIEWS) { $(v).hidden = v !== view; attributes($("tab-" + v), { "aria-selected": String(v === view), tabindex: v === view ? "0" : "-1" }); }
  for (const id of ["legend", "more"]) $(id).hidden = view !== "network";
  $("zoom").hidden = view === "list" || view === "quotes";
  $("png").hidden = $("svg").hidden = $("zoom").hidden;
}

const address = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return location.hash.slice(1); } };
const go = (iri) => { if (address() === iri) openHash(); else location.hash = iri; };
function openHash() {
  const iri = address(), group = groupOf(iri), pair = /^pair (\S+) (\S+)$/.exec(iri);
  if (VIEWS.includes(iri) || !iri) { $("panel").hidden = true; selected = ""; setView(iri || view); return show(); }
  if (pair && has("agents", pair[1]) && has("agents", pair[2])) { selected = ""; show(); openPanel(pairPanel(pair[1], pair[2], together(pair[1], pair[2]))); if (view === "network") near([pair[1], pair[2]]); return head(); }
  if (!group) { $("panel").hidden = true; return say(t("noSuch", { what: iri })); }
  selected = iri;
  if (group === "meetings" && view === "network") { choice.cards.add(iri); last = null; }
  if (group === "agents" && spots.has(iri) && !shownNow().nodes.has(iri)) { choice.also.add(iri); last = null; }
  openPanel(PANELS[group](iri), iri);
  show();
  if (view === "network" && at(iri)) network.moveTo({ position: { x: at(iri).x, y: at(iri).y }, scale: Math.max(0.8, network.getScale()), animation: calm ? false : { duration: 250 } });
  head();
}
const head = () => $("panel").querySelector("h2")?.focus({ preventScroll: true });
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
window.addEventListener("hashchange", openHash);
window.addEventListener("popstate", () => { if (!location.hash) openHash(); });

function speak() {
  document.documentElement.lang = lang;
  document.title = t("title");
  for (const n of document.querySelectorAll("[data-t]")) n.textContent = t(n.dataset.t);
  for (const n of document.querySelectorAll("[data-t-placeholder]")) n.placeholder = t(n.dataset.tPlaceholder);
  for (const n of document.querySelectorAll("[data-t-label]")) n.setAttribute("aria-label", t(n.dataset.tLabel));
  for (const n of document.querySelectorAll("[data-t-title]")) n.title = t(n.dataset.tTitle);
  $("lang").textContent = lang === "id" ? "English" : "Indonesia";
  $("lang").lang = lang === "id" ? "en" : "id";
  attributes($("network"), { "aria-label": t("canvas") });
  buildFilters();
  refresh();
  if (!$("panel").hidden) openHash();
}
function setTheme(name) { document.documentElement.dataset.theme = name; mix(); held.clear(); widths.clear(); }

$("lang").onclick = () => { lang = lang === "id" ? "en" : "id"; held.clear(); speak(); };
$("theme").onclick = () => { setTheme(theme() === "dark" ? "light" : "dark"); refresh(); };
document.querySelector(".skip").onclick = (event) => { event.preventDefault(); go("list"); setTimeout(() => $("list").focus()); };
$("png").onclick = savePng;
$("svg").onclick = () => { const href = URL.createObjectURL(new Blob([pictureNow()], { type: "image/svg+xml" })); save(href, view === "map" ? "kg-map.svg" : "kg.svg"); };
$("sieve").onclick = () => { const open = document.body.classList.toggle("sieve"); $("sieve").setAttribute("aria-expanded", String(open)); if (open) $("reset").focus(); };
$("in").onclick = () => (view === "map" ? moveMap(1 / 1.4) : zoomBy(1.4));
$("out").onclick = () => (view === "map" ? moveMap(1.4) : zoomBy(1 / 1.4));
$("fit").onclick = () => (view === "map" ? moveMap(0) : fit());
$("more").lastElementChild.onclick = () => { limit += FIRST; refresh(); };
$("empty").lastElementChild.onclick = () => { reset(); };
VIEWS.forEach((v, i) => {
  $("tab-" + v).onclick = () => go(v);
  $("tab-" + v).onkeydown = (e) => { const to = { ArrowRight: VIEWS[(i + 1) % 4], ArrowLeft: VIEWS[(i + 3) % 4], Home: VIEWS[0], End: VIEWS[3] }[e.key]; if (to) { e.preventDefault(); go(to); $("tab-" + to).focus(); } };
});
$("keys").onclick = () => {
  const keys = [["/", "helpSearch"], ["Esc", "helpClose"], ["← ↑ → ↓", "helpArrows"], ["Enter", "helpEnter"], ["Shift + ← ↑ → ↓", "helpPan"], ["+  −  0", "helpZoom"], ["?", "help"]];
  $("help").replaceChildren(el("h2", { id: "kg-help-title" }, t("help")), el("dl", {}, ...keys.flatMap(([k, words]) => [el("dt", {}, el("kbd", {}, k)), el("dd", {}, t(words))])), el("button", { onclick: () => $("help").close() }, t("close")));
  $("help").showModal();
};

// search: what is typed filters at once; the list below offers things to open
let hitAt = -1, waiting = 0;
const KINDS_FOUND = ["agents", "places", "meetings"];
function hits() {
  asked = simple(choice.query).split(" ").filter(Boolean);
  const found = [];
  if (asked.length) for (const g of KINDS_FOUND) for (const iri of Object.keys(facts[g])) if (matches(iri)) found.push(iri);
  const weight = (iri) => (has("meetings", iri) ? 0 : meetingsOf(iri).length * 100 + saidBy(iri).length) + (words(iri).split("\n")[0].startsWith(asked[0]) ? 1e6 : 0);
  const best = found.map((iri) => [weight(iri), iri]).sort((a, b) => b[0] - a[0]).slice(0, 12).map(([, iri]) => iri);
  hitAt = Math.min(hitAt, best.length - 1);
  $("hits").replaceChildren(...best.map((iri, i) => el("li", { role: "option", id: "kg-hit-" + i, "aria-selected": String(i === hitAt), onmousedown: (e) => { e.preventDefault(); pickHit(iri); } }, has("agents", iri) ? chip(iri) : "", isolate(has("meetings", iri) ? span(facts.meetings[iri]) + " · " + label(iri) : label(iri)), " ", el("small", {}, kindName(kindOf(iri))))));
  $("hits").hidden = !best.length;
  attributes($("q"), { "aria-expanded": String(best.length > 0) });
  if (hitAt >= 0) $("q").setAttribute("aria-activedescendant", "kg-hit-" + hitAt); else $("q").removeAttribute("aria-activedescendant");
  return best;
}
function closeHits() { $("hits").hidden = true; $("q").setAttribute("aria-expanded", "false"); }
function pickHit(iri) { closeHits(); go(iri); }
$("q").oninput = () => {
  choice.query = $("q").value; hitAt = -1; hits();
  clearTimeout(waiting);
  waiting = setTimeout(refresh, large ? 150 : 0);
};
$("q").onblur = closeHits;
$("q").onkeydown = (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { const n = Math.max(1, hits().length); hitAt = (hitAt + (event.key === "ArrowDown" ? 1 : hitAt < 0 ? n : n - 1)) % n; hits(); event.preventDefault(); }
  else if (event.key === "Enter") { const found = hits(); if (found.length) pickHit(found[Math.max(0, hitAt)]); }
  else if (event.key === "Escape") { closeHits(); event.stopPropagation(); }
};
document.addEventListener("keydown", (event) => {
  const typing = /INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); $("q").focus(); }
  else if (event.key === "?" && !typing && !$("help").open) $("keys").click();
  else if (event.key === "Escape" && document.body.classList.contains("sieve")) $("sieve").click();
  else if (event.key === "Escape" && !$("panel").hidden && !$("help").open) close();
});
window.addEventListener("resize", () => show());

const card = document.querySelector(".card");
attributes(card, { id: "kg-network", role: "tabpanel", tabindex: "0", "aria-roledescription": "network" }).removeAttribute("style");
$("main").prepend(card);
card.addEventListener("keydown", canvasKey);
card.addEventListener("blur", () => { cursor = ""; network.redraw(); });
if (matchMedia("(max-width: 760px)").matches) $("legend").open = false;
setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
setView(VIEWS.includes(address()) ? address() : "network");
speak();
drawBars();
network.redraw();
fit(drawn.slice(0, 300).filter((n, i) => i < 2 || $("network").clientWidth > 700 || look(n).met));
if (address() && !VIEWS.includes(address())) openHash();
const drawAll = (most) => { Object.assign(choice, { kinds: new Set(KINDS), unfold: true }); limit = most; rows = Infinity; buildFilters(); refresh(); fit(); };
window.kg = { facts, shown: shownNow, picture: pictureNow, drawAll };
