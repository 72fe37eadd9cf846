// The canvas that pyvis made: its data sets are dressed and filtered, its clicks open the panel.
const COLOURS = { person: "#2a7ab0", state: "#7a5ca8", org: "#6b7785", meeting: "#e9b44c", place: "#3f8f5b", statement: "#9a9a9a" };
const PALETTE = ["#2a7ab0", "#c4512d", "#3f8f5b", "#8a5fb0", "#b08a1e", "#1f8f8f", "#b0447a", "#5b6f2a", "#4459b0", "#8f4b2a"];
const theme = () => document.documentElement.dataset.theme;
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// states with most people get the first colours; everyone of a state shares its colour
const ranked = (() => {
  const count = {};
  for (const a of Object.values(facts.agents)) for (const s of a.of) count[s] = (count[s] || 0) + 1;
  return Object.keys(count).sort((a, b) => count[b] - count[a] || (a < b ? -1 : 1));
})();
const stateColour = (iri) => { const at = ranked.indexOf(statesOf(iri)[0]); return at < 0 ? "#7b8794" : PALETTE[at % PALETTE.length]; };
const code = (iri) => { const s = statesOf(iri)[0]; return s ? facts.agents[s]?.iso3 || "" : ""; };

function dress(iri) {
  const kind = kindOf(iri), ink = css("--ink"), font = { color: ink, strokeWidth: 4, strokeColor: css("--bg"), size: 16 };
  if (kind === "person") return { id: iri, shape: "dot", size: 18, label: label(iri) + (code(iri) ? "\n" + code(iri) : ""), color: stateColour(iri), font: { ...font, size: 21 } };
  if (kind === "state") return { id: iri, shape: "hexagon", size: 15, label: label(iri), color: { background: css("--card"), border: stateColour(iri) }, font };
  if (kind === "org") return { id: iri, shape: "square", size: 11, label: label(iri), color: COLOURS.org, font };
  if (kind === "place") return { id: iri, shape: "triangleDown", size: 10, label: label(iri), color: COLOURS.place, font: { ...font, size: 14 } };
  if (kind === "statement") return { id: iri, shape: "text", label: "“", font: { face: "Georgia, serif", color: facts.statements[iri].reports.length > 1 ? css("--accent") : css("--soft"), size: 30, strokeWidth: 0 } };
  return dressMeeting(iri, facts.meetings[iri]);
}

const clip = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);
const SIGNS = { Cancelled: "✕ ", Denied: "✕ " };
function dressMeeting(iri, m) {
  const no = m.status === "Cancelled" || m.status === "Denied", disputed = m.disputed.length > 0;
  const lines = [(SIGNS[m.status] || "") + span(m), m.place[0] ? clip(label(m.place[0]), 28) : m.country ? label(m.country) : "", m.status && m.status !== "Held" ? t(m.status) : "", disputed ? "⚠ " + t("disputed") : ""];
  return {
    id: iri, shape: "box", label: lines.filter(Boolean).join("\n"), margin: 7, font: { color: no ? css("--no") : "#1c2430", size: 16, strokeWidth: 0 },
    color: { background: no ? "#f3d9dc" : m.status === "Planned" ? "#fff7e0" : "#f6d488", border: disputed ? "#c2410c" : no ? "#8a1c2b" : "#b88a2b" },
    borderWidth: disputed ? 4 : 2, shapeProperties: { borderDashes: m.status === "Planned" ? [6, 4] : no ? [2, 3] : false, borderRadius: 4 },
  };
}

function dressEdge(edge) {
  const m = facts.meetings[edge.to] || facts.meetings[edge.from];
  const width = edge.part === "participant" ? 3 : 1.3;
  const dashes = edge.part === "companion" ? [2, 5] : m && m.status !== "Held" && edge.part === "participant" ? [9, 6] : edge.part === "of" ? [1, 4] : false;
  const colour = edge.part === "participant" ? (m && /Cancelled|Denied/.test(m.status) ? css("--no") : css("--accent")) : css("--soft");
  return { ...edge, width, dashes, color: { color: colour, opacity: edge.part === "participant" ? 0.9 : 0.4 } };
}

// folded view: one edge a pair of participants, however many meetings
function pairs(meetings) {
  const found = new Map();
  for (const iri of meetings) {
    const who = facts.meetings[iri].participant.filter((p) => choice.kinds.has(kindOf(p))).sort();
    who.forEach((a, i) => who.slice(i + 1).forEach((b) => { const key = "pair " + a + " " + b; (found.get(key) || found.set(key, { id: key, from: a, to: b, meetings: [] }).get(key)).meetings.push(iri); }));
  }
  return [...found.values()].map((pair) => {
    const ms = pair.meetings.map((x) => facts.meetings[x]), one = ms.length === 1 ? ms[0] : null, held = ms.some((m) => m.status === "Held");
    const text = one ? [span(one), one.place[0] ? label(one.place[0]) : ""].filter(Boolean).join("\n") : t("meetings", { n: ms.length });
    return { ...pair, part: "pair", label: (ms.some((m) => m.disputed.length) ? "⚠ " : "") + text, width: 2 + Math.min(6, ms.length), dashes: held ? false : [9, 6], color: { color: held ? css("--accent") : ms.some((m) => m.status === "Planned") ? "#b88a2b" : css("--no") }, font: { size: 13, color: css("--ink"), strokeColor: css("--bg"), strokeWidth: 4 } };
  });
}

const pool = new Map(later.map((n) => [n.id, n]));
nodes.forEach((n) => pool.set(n.id, n));
const FIRST = 1000;

function drawGraph(shown) {
  const want = [...shown.nodes].filter((n) => pool.has(n));
  const drawn = new Set(want.length <= FIRST ? want : want.filter((n) => nodes.get(n)).concat(want.filter((n) => !nodes.get(n))).slice(0, Math.max(FIRST, nodes.length)));
  nodes.remove(nodes.getIds().filter((n) => !drawn.has(n)));
  nodes.update([...drawn].map((n) => ({ ...pool.get(n), ...dress(n) })));
  const lines = allEdges.filter((e) => drawn.has(e.from) && drawn.has(e.to)).map(dressEdge).concat(choice.fold ? pairs(shown.meetings).filter((e) => drawn.has(e.from) && drawn.has(e.to)) : []);
  const keep = new Set(lines.map((e) => e.id));
  edges.remove(edges.getIds().filter((e) => !keep.has(e)));
  edges.update(lines);
}

network.on("dragEnd", () => { const at = network.getPositions(); for (const n of Object.keys(at)) Object.assign(pool.get(n), at[n]); });
network.on("click", (event) => {
  if (event.nodes.length) go(event.nodes[0]);
  else if (event.edges.length) openEdge(edges.get(event.edges[0]));
});
