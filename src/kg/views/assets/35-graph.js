// The canvas that pyvis made: which nodes and lines it holds, where cards and quotes go, what a click means.
const spots = new Map(places0.map(([iri, x, y]) => [iri, { x, y }]));
const rank = new Map(places0.map(([iri], i) => [iri, i]));
const draw = ({ ctx, id, x, y, state }) => ({ drawNode: () => paint(ctx, id, x, y, state.selected || id === cursor, state.hover), nodeDimensions: extent(id) });
const extent = (iri) => (look(iri).kind === "meeting" ? CARD : { width: 2 * radius(iri), height: 2 * radius(iri) });
let limit = FIRST, cursor = "", drawn = [], named = [], badges = [];

const pairId = (a, b) => "pair " + [a, b].sort().join(" ");
// one line a pair, however many meetings; what stands as a card has lines to its guests instead
function lines(shown) {
  const found = new Map(), cards = new Set(shown.cards), on = (x) => shown.nodes.has(x);
  const add = (part, from, to, meeting) => { const id = [part, from, to].join(" "); const edge = found.get(id) || found.set(id, { id, part, from, to, meetings: [] }).get(id); if (meeting) edge.meetings.push(meeting); };
  for (const iri of shown.meetings) {
    const m = facts.meetings[iri], guests = m.participant.filter(on).sort();
    if (cards.has(iri)) {
      guests.forEach((g) => add("guest", g, iri, iri));
      m.companion.filter(on).forEach((c) => add("companion", c, iri, iri));
      if (choice.kinds.has("place")) m.place.filter((p) => has("places", p)).forEach((p) => add("place", iri, p, iri));
      continue;
    }
    guests.forEach((a, i) => guests.slice(i + 1).forEach((b) => add("pair", a, b, iri)));
    for (const c of m.companion.filter((c) => on(c) && !guests.includes(c))) { const host = guests.find((g) => statesOf(g).some((s) => isOf(c, s))) || guests[0]; if (host) add("companion", c, host, iri); }
  }
  for (const agent of shown.nodes) for (const s of statesOf(agent)) if (s !== agent && on(s) && !found.has(pairId(agent, s))) add("of", agent, s);
  for (const iri of shown.quotes) for (const p of facts.statements[iri].speaker.filter(on).slice(1)) add("said", p, iri);
  return [...found.values()];
}

const statusOf = (meetings) => STATUS.find((s) => meetings.some((m) => (facts.meetings[m].status || "Held") === s)) || "Held";
const disputedIn = (meetings) => meetings.some((m) => facts.meetings[m].disputed.length);
function dressLine(edge) {
  const status = statusOf(edge.meetings), met = edge.part === "pair" || edge.part === "guest";
  return {
    ...edge, width: edge.part === "pair" ? 2 + Math.min(7, edge.meetings.length) : met ? 2 : 1.2,
    dashes: edge.part === "companion" ? [2, 5] : met && status === "Planned" ? [10, 7] : edge.part === "of" ? [1, 5] : false,
    color: { color: !met ? ink.soft : disputedIn(edge.meetings) ? ink.warn : statusInk(status), highlight: ink.accent, hover: ink.accent, opacity: met ? 0.85 : 0.4 },
  };
}
function badgesOf(edges) {
  const few = edges.filter((e) => e.part === "pair").length <= 40;
  return edges.filter((e) => e.part === "pair").map((e) => {
    const status = statusOf(e.meetings), one = e.meetings.length === 1;
    const signs = (disputedIn(e.meetings) ? "⚠ " : "") + (/Cancelled|Denied/.test(status) ? "✕ " : "");
    const words = one && few ? span(facts.meetings[e.meetings[0]]) : one ? "" : few ? t("meetings", { n: e.meetings.length }) : e.meetings.length + "×";
    return { edge: e.id, from: e.from, to: e.to, text: (signs + words).trim(), short: (signs + (one ? "" : e.meetings.length + "×")).trim(), ink: disputedIn(e.meetings) ? ink.warn : status === "Held" ? ink.ink : statusInk(status), weight: e.meetings.length + (signs ? 3 : 0) };
  }).filter((b) => b.text).sort((a, b) => b.weight - a.weight);
}

// a card stands between its guests; several of the same guests fan out across their line, and none lies on a node
function layCards(cards, nodes) {
  const groups = new Map();
  for (const iri of cards.filter((c) => !spots.get(c)?.fixed && !rank.has(c))) { const key = facts.meetings[iri].participant.join(" "); (groups.get(key) || groups.set(key, []).get(key)).push(iri); }
  const boxes = [];
  for (const group of groups.values()) {
    const at = facts.meetings[group[0]].participant.filter((p) => nodes.has(p) && spots.has(p)).map((p) => spots.get(p));
    if (!at.length) at.push({ x: 0, y: -200 });
    const x = at.reduce((s, p) => s + p.x, 0) / at.length + (at.length === 1 ? 150 : 0), y = at.reduce((s, p) => s + p.y, 0) / at.length;
    const [dx, dy] = at.length > 1 ? [at[1].x - at[0].x, at[1].y - at[0].y] : [1, 0], long = Math.hypot(dx, dy) || 1, n = [-dy / long, dx / long];
    const step = Math.abs(n[0]) * (CARD.width + 14) + Math.abs(n[1]) * (CARD.height + 14);
    const aside = at.length === 2 && together(...facts.meetings[group[0]].participant).some((m) => !cards.includes(m)) ? 1 : 0;
    group.forEach((iri, i) => { const k = (i + aside - (aside ? 0 : (group.length - 1) / 2)) * step, spot = { x: x + n[0] * k, y: y + n[1] * k }; spots.set(iri, spot); boxes.push({ ...spot, iri, w: CARD.width + 12, h: CARD.height + 12 }); });
  }
  if (boxes.length > 2000) return;
  for (const iri of nodes) if (spots.has(iri)) boxes.push(nameBox(iri));
  partBoxes(boxes);
  for (const box of boxes) if (!box.still) spots.set(box.iri, { x: box.x, y: box.y });
}
// the room of a node with its name below it
const nameBox = (iri) => { const { x, y } = spots.get(iri), texts = folded(label(iri)), more = texts.length * 20 + (hung.get(iri) || 0) * 18; return { x, y: y + more / 2, w: Math.max(56, 11 * Math.max(...texts.map((w) => w.length))), h: 46 + more, still: true }; };
function partBoxes(boxes) {
  for (let round = 0; round < 40; round++) {
    const grid = new Map(), cell = 180;
    boxes.forEach((b) => { const key = Math.round(b.x / cell) * 100003 + Math.round(b.y / cell); (grid.get(key) || grid.set(key, []).get(key)).push(b); });
    let moved = false;
    for (const a of boxes) {
      if (a.still) continue;
      for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) for (const b of grid.get((Math.round(a.x / cell) + i) * 100003 + Math.round(a.y / cell) + j) || []) {
        if (a === b) continue;
        const wide = (a.w + b.w) / 2 - Math.abs(a.x - b.x), high = (a.h + b.h) / 2 - Math.abs(a.y - b.y);
        if (wide <= 0 || high <= 0) continue;
        moved = true;
        const share = b.still ? 1 : 0.5;
        if (wide < high) a.x += (wide + 1) * share * (a.x < b.x || (a.x === b.x && a.iri < b.iri) ? -1 : 1);
        else a.y += (high + 1) * share * (a.y < b.y || (a.y === b.y && a.iri < b.iri) ? -1 : 1);
      }
    }
    if (!moved) break;
  }
}
// quotes hang under their speaker, seven a row and at most three rows: the panel has them all
const ROW = 7;
let rows = 3;
const hung = new Map();
function layQuotes(shown) {
  const by = new Map();
  for (const iri of shown.statements) { const host = facts.statements[iri].speaker.find((p) => shown.nodes.has(p)); if (host) (by.get(host) || by.set(host, []).get(host)).push(iri); }
  hung.clear();
  const laid = [];
  for (const [host, iris] of by) {
    const most = iris.slice(0, ROW * rows), { x, y } = spots.get(host), wide = Math.min(ROW, most.length);
    hung.set(host, Math.ceil(most.length / ROW));
    most.forEach((iri, i) => { spots.set(iri, { x: x + ((i % ROW) - (wide - 1) / 2) * 17, y: y + 31 + Math.floor(i / ROW) * 18 }); laid.push(iri); });
  }
  return laid;
}
function layPlaces(found, shown) {
  const count = new Map();
  for (const edge of found) if (edge.part === "place" && !spots.get(edge.to)?.fixed) {
    const at = spots.get(edge.from), n = count.get(edge.to) || 0, old = n ? spots.get(edge.to) : { x: 0, y: 0 };
    if (at) { count.set(edge.to, n + 1); spots.set(edge.to, { x: (old.x * n + at.x + 70) / (n + 1), y: (old.y * n + at.y + 66) / (n + 1) }); }
  }
  if (count.size > 1000) return;
  const boxes = [...count.keys()].map((iri) => ({ ...spots.get(iri), iri, w: 60, h: 44 })).concat([...shown.nodes].filter((n) => spots.has(n)).map(nameBox), shown.cards.filter((n) => spots.has(n)).map((n) => ({ ...spots.get(n), w: CARD.width + 10, h: CARD.height + 8, still: true })));
  partBoxes(boxes);
  for (const box of boxes) if (!box.still) spots.set(box.iri, { x: box.x, y: box.y });
}

function drawGraph(shown) {
  const byRank = (a, b) => (rank.get(a) ?? 1e9) - (rank.get(b) ?? 1e9);
  const agents = [...shown.nodes].filter((n) => spots.has(n)).sort(byRank), want = agents.slice(0, limit);
  shown = { ...shown, nodes: new Set(want) };
  const on = (p) => shown.nodes.has(p);
  const room = () => Math.max(0, limit - want.length);
  hung.clear();
  const quotes = choice.kinds.has("statement") ? layQuotes(shown) : [];
  layCards(shown.cards, shown.nodes);
  const cards = shown.cards.filter((c) => facts.meetings[c].participant.some(on) && spots.has(c)).slice(0, Math.max(room(), choice.cards.size));
  want.push(...cards);
  shown = { ...shown, cards, quotes: quotes.slice(0, room()) };
  want.push(...shown.quotes);
  const found = lines(shown);
  layPlaces(found, shown);
  want.push(...unique(found.filter((e) => e.part === "place").map((e) => e.to)));
  put(nodes, want.filter((n) => spots.has(n)).map((id) => ({ id, ...spots.get(id) })), (n) => ({ ...n, shape: "custom", label: " ", ctxRenderer: draw }));
  put(edges, found.map(dressLine), (e) => e);
  least = want.length > 1200 ? 2.5 : 5.5;
  drawn = want; named = want.filter((n) => !has("statements", n)); badges = badgesOf(found);
  const all = agents.length + shown.cards.length + quotes.length;
  $("more").hidden = all <= limit;
  $("more").firstChild.textContent = t("someOf", { n: Math.min(limit, all), all });
}
// only what changed is handed over: the canvas is slow to take nodes it has
const held = new Map();
function put(set, records, whole) {
  const ids = new Set(records.map((r) => r.id));
  const gone = set.getIds().filter((id) => !ids.has(id)), changed = records.filter((r) => held.get(r.id) !== JSON.stringify(r));
  gone.forEach((id) => held.delete(id));
  changed.forEach((r) => held.set(r.id, JSON.stringify(r)));
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed.map(whole));
}

const at = (iri) => network.body.nodes[iri];
const box = () => { const c = network.canvas.frame.canvas, a = network.DOMtoCanvas({ x: 0, y: 0 }), b = network.DOMtoCanvas({ x: c.clientWidth, y: c.clientHeight }); return [a.x, a.y, b.x, b.y]; };
const marks = () => badges.filter((b) => at(b.from) && at(b.to)).map((b) => ({ ...b, a: at(b.from), b: at(b.to), x: (at(b.from).x + at(b.to).x) / 2, y: (at(b.from).y + at(b.to).y) / 2 }));
const dots = (iris = drawn) => iris.filter(at).map((iri) => [iri, at(iri).x, at(iri).y]);
// while a node is dragged vis would paint at every move of the mouse: once a frame is enough
network.body.emitter.off("_redraw");
network.body.emitter.on("_redraw", () => network.body.emitter.emit("_requestRedraw"));
network.on("beforeDrawing", () => { zoom = network.getScale(); });
network.on("afterDrawing", (ctx) => { if (rank.size) paintNames(ctx, dots(named), marks(), box()); });

network.on("dragEnd", (event) => {
  if (!event.nodes.length) return;
  const moved = network.getPositions(event.nodes);
  for (const iri of event.nodes) { spots.set(iri, { ...moved[iri], fixed: true }); held.set(iri, JSON.stringify({ id: iri, ...spots.get(iri) })); }
  drawGraph(shownNow());
});
network.on("click", (event) => {
  const { x, y } = event.pointer.canvas, tag = event.nodes.length ? null : tags.find(([b]) => x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3]);
  if (event.nodes.length) go(event.nodes[0]);
  else if (tag) (edges.get(tag[1]) ? openEdge(edges.get(tag[1])) : go(tag[1]));
  else if (event.edges.length) openEdge(edges.get(event.edges[0]));
});

// the keyboard goes from node to node: to the nearest one in the direction of the arrow
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function step([dx, dy]) {
  const from = at(cursor) || network.getViewPosition();
  let best = null, least = Infinity;
  for (const [iri, x, y] of dots()) {
    const along = (x - from.x) * dx + (y - from.y) * dy, across = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    if (iri !== cursor && (!at(cursor) || along > 4) && (at(cursor) ? along + 2 * across : Math.hypot(along, across)) < least) { best = iri; least = at(cursor) ? along + 2 * across : Math.hypot(along, across); }
  }
  if (!best) return;
  cursor = best;
  say(tell(cursor));
  const view = box(), spot = at(cursor);
  if (spot.x < view[0] || spot.x > view[2] || spot.y < view[1] || spot.y > view[3]) network.moveTo({ position: { x: spot.x, y: spot.y } });
  else network.redraw();
}
const tell = (iri) => [label(iri), has("meetings", iri) ? span(facts.meetings[iri]) + ", " + t(facts.meetings[iri].status || "Held") : kindName(kindOf(iri)), label(stateOf(iri) || ""), has("agents", iri) ? t("meetings", { n: meetingsOf(iri).length }) : ""].filter(Boolean).join(", ");
function canvasKey(event) {
  const pan = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[event.key];
  if (event.target !== $("network")) return;
  if (pan && event.shiftKey) { const p = network.getViewPosition(); network.moveTo({ position: { x: p.x + pan[0] / network.getScale(), y: p.y + pan[1] / network.getScale() } }); }
  else if (pan) step(ARROWS[event.key]);
  else if (event.key === "Enter" && cursor) go(cursor);
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}
// everything in view, and nothing of it under the legend
function fit(iris) {
  network.fit(iris ? { nodes: iris } : {});
  const legend = $("legend"), wide = $("network").clientWidth, side = legend.open && !legend.hidden && wide > 700 ? legend.offsetWidth : 0;
  const scale = Math.min(1.2, network.getScale() * (wide < 700 ? 0.8 : 0.95) * (1 - side / wide)), p = network.getViewPosition();
  network.moveTo({ scale, position: { x: p.x - side / 2 / scale, y: p.y } });
}
// some nodes so large that their cards can be read
function near(iris) {
  const there = iris.filter(at);
  if (!there.length) return;
  network.fit({ nodes: there, maxZoomLevel: 1 });
  if (network.getScale() < 0.75) network.moveTo({ scale: 0.75 });
}
const zoomBy = (factor) => network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * factor)) });
