// Where they met: states by the number of meetings in them, places with known coordinates as dots. No tiles, no network.
const sited = (place) => around(place).find((p) => has("places", p) && facts.places[p].lat !== "" && facts.places[p].long !== "");
const project = (p) => [Number(facts.places[p].long) * 10, -Number(facts.places[p].lat) * 10];
const WHOLE = [-1800, -840, 3600, 1450];
let frame = null, framed = "";

function siteOf(shown) {
  const sites = new Map(), lost = [];
  for (const iri of shown.meetings) {
    const here = unique(facts.meetings[iri].place.map(sited).filter(Boolean));
    if (!here.length) lost.push(iri);
    for (const p of here) (sites.get(p) || sites.set(p, []).get(p)).push(iri);
  }
  return { sites, lost };
}

function drawMap(shown) {
  const { sites, lost } = siteOf(shown), counts = {};
  for (const iri of shown.meetings) { const state = facts.agents[facts.meetings[iri].country]?.iso3; if (state) counts[state] = (counts[state] || 0) + 1; }
  const most = Math.max(1, ...Object.values(counts)), key = [...sites.keys()].sort().join();
  if (framed !== key || !frame) { frame = fitted([...sites.keys()].map(project)); framed = key; }
  const byIso = Object.fromEntries(Object.keys(facts.agents).filter((a) => facts.agents[a].iso3).map((a) => [facts.agents[a].iso3, a]));
  const land = Object.entries(world).map(([iso3, d]) => {
    const n = counts[iso3] || 0, path = svg("path", { d, class: n ? "land met" : "land", style: n ? `--share:${(0.25 + (0.75 * n) / most).toFixed(2)}` : undefined });
    if (n) { path.append(svg("title", {}, label(byIso[iso3]) + ": " + t("meetings", { n }))); path.addEventListener("click", () => go(byIso[iso3])); }
    return path;
  });
  const order = [...sites].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const layer = svg("g", { class: "dots" });
  const picture = svg("svg", { id: "kg-world", role: "group", tabindex: "0", "aria-label": t("mapOf", { n: sites.size }), preserveAspectRatio: "xMidYMid meet" }, svg("rect", { class: "sea", x: -4000, y: -3000, width: 8000, height: 6000 }), ...land, layer);
  const rest = lost.length ? [el("details", { class: "lost" }, el("summary", {}, t("offMap", { n: lost.length })), el("ul", {}, ...lost.slice(0, 200).map(meetingItem)))] : [];
  $("map").replaceChildren(picture, ...rest);
  const paintDots = () => {
    picture.setAttribute("viewBox", frame.join(" "));
    const one = Math.max(frame[2] / Math.max(300, picture.clientWidth), frame[3] / Math.max(200, picture.clientHeight)), taken = order.map(([place, iris]) => { const [x, y] = project(place), r = size(iris) * one; return [x - r, y - r, x + r, y + r]; });
    layer.replaceChildren(...order.map(([place, iris]) => dot(place, iris, one, taken)).reverse());
    roving(layer, "g[role=button]");
  };
  paintDots();
  moving(picture, paintDots);
}

const size = (iris) => 5 + Math.min(16, 3 * Math.sqrt(iris.length));
function dot(place, iris, one, taken) {
  const [x, y] = project(place), r = size(iris) * one, status = statusOf(iris), words = label(place) + ": " + t("meetings", { n: iris.length });
  const high = 13 * one, long = clip(label(place), 24).length * 7.2 * one, box = [x + r + one, y - high / 2, x + r + long, y + high / 2];
  const free = !taken.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]);
  if (free) taken.push(box);
  return svg("g", { role: "button", tabindex: "-1", "data-iri": place, class: [status, disputedIn(iris) ? "disputed" : "", place === selected ? "selected" : ""].join(" "), "aria-label": words, onclick: () => go(place) },
    svg("title", {}, words), svg("circle", { cx: x, cy: y, r, "stroke-width": 1.5 * one }), ...(iris.length > 1 ? [svg("text", { class: "number", x, y: y + 4 * one, "font-size": 11 * one }, String(iris.length))] : []),
    ...(free ? [svg("text", { class: "name", x: x + r + 3 * one, y: y + 4.5 * one, "font-size": high, "stroke-width": 3 * one }, clip(label(place), 24))] : []));
}

// all dots with room around them, but never closer than some 25 degrees
function fitted(points) {
  if (!points.length) return [...WHOLE];
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const wide = Math.min(3600, Math.max(260, (Math.max(...xs) - Math.min(...xs)) * 1.3 + 160)), high = Math.min(1450, Math.max(160, (Math.max(...ys) - Math.min(...ys)) * 1.3 + 100));
  return [(Math.max(...xs) + Math.min(...xs) - wide) / 2, (Math.max(...ys) + Math.min(...ys) - high) / 2, wide, high];
}
function scaleMap(factor, cx = frame[0] + frame[2] / 2, cy = frame[1] + frame[3] / 2) {
  const f = Math.max(40 / frame[2], Math.min(4000 / frame[2], factor));
  frame = [cx - (cx - frame[0]) * f, cy - (cy - frame[1]) * f, frame[2] * f, frame[3] * f];
}
let moveMap = () => {};
function moving(picture, paintDots) {
  const place = (e) => { const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(picture.getScreenCTM().inverse()); return [p.x, p.y]; };
  const held = new Map();
  moveMap = (factor) => { if (factor) scaleMap(factor); else frame = [...WHOLE]; paintDots(); };
  picture.addEventListener("wheel", (e) => { e.preventDefault(); scaleMap(e.deltaY > 0 ? 1.2 : 1 / 1.2, ...place(e)); paintDots(); }, { passive: false });
  picture.addEventListener("pointerdown", (e) => held.set(e.pointerId, place(e)));
  picture.addEventListener("pointermove", (e) => { const from = held.get(e.pointerId); if (!from || held.size > 1) return; const to = place(e); if (Math.hypot(to[0] - from[0], to[1] - from[1]) * picture.clientWidth / frame[2] < 3) return; frame[0] += from[0] - to[0]; frame[1] += from[1] - to[1]; paintDots(); });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) picture.addEventListener(end, (e) => held.delete(e.pointerId));
  picture.addEventListener("keydown", (e) => {
    const pan = ARROWS[e.key];
    if (e.target !== picture) return;
    if (pan) { frame[0] += pan[0] * frame[2] * 0.15; frame[1] += pan[1] * frame[3] * 0.15; }
    else if (e.key === "+" || e.key === "=") scaleMap(1 / 1.3);
    else if (e.key === "-") scaleMap(1.3);
    else if (e.key === "0") frame = [...WHOLE];
    else return;
    e.preventDefault();
    paintDots();
  });
}
