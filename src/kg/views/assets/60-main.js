// What happens when: choices redraw, addresses open things, keys help.
let selected = "";

function refresh() {
  const shown = shownNow();
  drawGraph(shown);
  drawTimeline(shown);
  if (!$("list").hidden) drawList(shown);
  $("count").textContent = t("count", { m: shown.meetings.length, p: [...shown.nodes].filter((n) => kindOf(n) === "person").length, s: shown.statements.length });
}

function select(iri) {
  selected = iri;
  drawTimeline(shownNow());
  if (iri && nodes.get(iri)) network.selectNodes([iri]);
  else network.unselectAll();
}

const go = (iri) => { if (decodeURIComponent(location.hash.slice(1)) === iri) openHash(); else location.hash = iri; };
function openHash() {
  const iri = decodeURIComponent(location.hash.slice(1)), group = groupOf(iri);
  if (!group) { $("panel").hidden = true; return; }
  openPanel(PANELS[group](iri));
  select(iri);
  if (nodes.get(iri) && $("list").hidden) network.focus(iri, { scale: Math.max(0.7, network.getScale()), animation: { duration: 250 }, offset: { x: -120, y: 0 } });
}
window.addEventListener("hashchange", openHash);
window.addEventListener("popstate", openHash);

function speak() {
  document.documentElement.lang = lang;
  document.title = t("title");
  for (const n of document.querySelectorAll("[data-t]")) n.textContent = t(n.dataset.t);
  for (const n of document.querySelectorAll("[data-t-placeholder]")) { n.placeholder = t(n.dataset.tPlaceholder); n.setAttribute("aria-label", t(n.dataset.tLabel)); }
  $("lang").textContent = lang === "id" ? "English" : "Indonesia";
  $("view").textContent = t($("list").hidden ? "list" : "network");
  buildFilters();
  refresh();
  if (!$("panel").hidden) openHash();
}

$("lang").onclick = () => { lang = lang === "id" ? "en" : "id"; speak(); };
$("theme").onclick = () => { document.documentElement.dataset.theme = theme() === "dark" ? "light" : "dark"; refresh(); };
$("view").onclick = () => { $("list").hidden = !$("list").hidden; $("view").setAttribute("aria-pressed", String(!$("list").hidden)); $("view").textContent = t($("list").hidden ? "list" : "network"); refresh(); };
$("png").onclick = () => { const a = el("a", { href: document.querySelector("#mynetwork canvas").toDataURL("image/png"), download: "kg.png" }); a.click(); };

// search: what is typed filters at once; the list below offers things to open
let hitAt = -1;
function hits() {
  const found = choice.query ? ["agents", "places", "meetings"].flatMap((g) => Object.keys(facts[g]).filter(matches)).slice(0, 12) : [];
  $("hits").replaceChildren(...found.map((iri, i) => el("li", { role: "option", id: "kg-hit-" + i, "aria-selected": String(i === hitAt), onmousedown: (e) => { e.preventDefault(); pickHit(iri); } }, isolate(has("meetings", iri) ? span(facts.meetings[iri]) + " · " + label(iri) : label(iri)), " ", el("small", {}, kindName(kindOf(iri))))));
  $("hits").hidden = !found.length;
  $("q").setAttribute("aria-expanded", String(found.length > 0));
  return found;
}
function pickHit(iri) { $("hits").hidden = true; go(iri); }
$("q").oninput = () => { choice.query = $("q").value; hitAt = -1; hits(); refresh(); };
$("q").onblur = () => { $("hits").hidden = true; };
$("q").onkeydown = (event) => {
  const found = hits();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { hitAt = (hitAt + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length); hits(); event.preventDefault(); }
  else if (event.key === "Enter" && found.length) pickHit(found[Math.max(0, hitAt)]);
  else if (event.key === "Escape") { $("hits").hidden = true; }
};
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); $("q").focus(); }
  else if (event.key === "Escape" && !$("panel").hidden) close();
});
window.addEventListener("resize", () => drawTimeline(shownNow()));

document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
speak();
network.fit();
openHash();
window.kg = { facts, shown: shownNow };
