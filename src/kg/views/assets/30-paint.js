// How things look on the canvas, at any zoom. The same strokes paint the screen and the SVG picture.
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#999933", "#332288", "#44aa99"];
const theme = () => document.documentElement.dataset.theme;
let ink = {};
const mix = () => { const style = getComputedStyle(document.documentElement); ink = Object.fromEntries(["bg", "card", "ink", "soft", "line", "accent", "warn", "no", "plan", "paper", "held"].map((n) => [n, style.getPropertyValue("--" + n).trim()])); };

// states with most people in meetings get the first colours; everyone of a state shares its colour, and carries its code
const ranked = (() => {
  const count = {};
  for (const m of Object.values(facts.meetings)) for (const p of m.participant) if (stateOf(p)) count[stateOf(p)] = (count[stateOf(p)] || 0) + 1;
  for (const s of Object.values(facts.statements)) for (const p of s.speaker) if (stateOf(p)) count[stateOf(p)] = (count[stateOf(p)] || 0) + 0.001;
  return Object.keys(count).sort((a, b) => count[b] - count[a] || (a < b ? -1 : 1));
})();
const colourOfState = (state) => { const at = ranked.indexOf(state); return at < 0 || at >= PALETTE.length ? "#6b7785" : PALETTE[at]; };
// dark or white letters, whichever stand out more (relative luminance of WCAG 2)
const luminance = (hex) => { const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const lettersOn = (hex) => (1.05 / (luminance(hex) + 0.05) >= (luminance(hex) + 0.05) / 0.052 ? "#ffffff" : "#080c10");

const looks = new Map();
function look(iri) {
  if (!looks.has(iri)) {
    const kind = kindOf(iri), colour = kind === "org" && !stateOf(iri) ? "#6b7785" : colourOfState(stateOf(iri));
    looks.set(iri, { kind, colour, text: lettersOn(colour), code: code(iri), met: kind === "place" || kind === "meeting" || meetingsOf(iri).length > 0 });
  }
  return looks.get(iri);
}

const FONT = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const font = (size, weight = 400) => `${weight} ${size}px ${FONT}`;
let zoom = 1;
// a dot never gets smaller than the eye and a finger can use
let least = 5.5; // less when there are thousands
const SIZES = { person: 18, state: 18, org: 15, place: 9, statement: 9 };
const radius = (iri) => { const { kind, met } = look(iri); return kind === "statement" ? 9 : Math.max((SIZES[kind] || 14) * (met ? 1 : 0.72), least / zoom); };

function ring(ctx, chosen, hover) {
  ctx.lineWidth = (chosen ? 4 : hover ? 3 : 1.5) / Math.min(1, zoom * 1.4);
  ctx.strokeStyle = chosen ? ink.ink : hover ? ink.accent : ink.card;
}
function polygon(ctx, points) { ctx.beginPath(); points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y))); ctx.closePath(); }
function centred(ctx, text, x, y, size, colour, weight = 400) { ctx.font = font(size, weight); ctx.fillStyle = colour; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillText(text, x, y); }

const PAINT = {
  person(ctx, { colour, text, code }, x, y, r) {
    ctx.beginPath(); ctx.arc(x, y, r, 0, 6.2832); ctx.closePath(); ctx.fillStyle = colour; ctx.fill(); ctx.stroke();
    if (code && r * zoom > 9) centred(ctx, code, x, y + 0.5, r * 0.66, text, 700);
  },
  state(ctx, { colour, code }, x, y, r) {
    polygon(ctx, [[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]].map(([a, b]) => [x + a * r, y + b * r]));
    ctx.fillStyle = ink.card; ctx.fill(); const own = ctx.strokeStyle; ctx.stroke();
    if (own === ink.card) { ctx.strokeStyle = colour; ctx.lineWidth = 3; ctx.stroke(); }
    if (code && r * zoom > 9) centred(ctx, code, x, y + 0.5, r * 0.62, ink.ink, 700);
  },
  org(ctx, { colour, text, code }, x, y, r) {
    ctx.beginPath(); ctx.rect(x - r, y - r, 2 * r, 2 * r); ctx.fillStyle = colour; ctx.fill(); ctx.stroke();
    if (code && r * zoom > 9) centred(ctx, code, x, y + 0.5, r * 0.66, text, 700);
  },
  place(ctx, _look, x, y, r) { polygon(ctx, [[x - r, y - r * 0.8], [x + r, y - r * 0.8], [x, y + r]]); ctx.fillStyle = "#00805d"; ctx.fill(); ctx.stroke(); },
  statement(ctx, _look, x, y, r) { centred(ctx, "“", x, y + r * 0.8, r * 3.2, ctx.strokeStyle === ink.card ? ink.soft : ink.accent, 700); },
  meeting: paintCard,
};

const CARD = { width: 158, height: 50 };
const cross = (m) => m.status === "Cancelled" || m.status === "Denied";
const statusInk = (status) => (/Cancelled|Denied/.test(status) ? ink.no : status === "Planned" ? ink.plan : ink.held);
function paintCard(ctx, _look, x, y, _r, iri) {
  const m = facts.meetings[iri], { width, height } = CARD, chosen = ctx.strokeStyle !== ink.card, left = x - width / 2, top = y - height / 2;
  ctx.beginPath(); ctx.rect(left, top, width, height); ctx.fillStyle = ink.paper; ctx.fill();
  ctx.strokeStyle = chosen ? ink.accent : m.disputed.length ? ink.warn : cross(m) ? ink.no : m.status === "Planned" ? ink.plan : ink.soft;
  ctx.lineWidth = chosen || m.disputed.length ? 3.5 : 1.8;
  ctx.setLineDash(m.status === "Planned" ? [7, 5] : []); ctx.stroke(); ctx.setLineDash([]);
  if (cross(m)) { ctx.lineWidth = 1.2; ctx.beginPath(); ctx.moveTo(left, top); ctx.lineTo(left + width, top + height); ctx.moveTo(left + width, top); ctx.lineTo(left, top + height); ctx.stroke(); }
  if (zoom < 0.45) return;
  const where = m.place[0] ? label(m.place[0]) : m.country ? label(m.country) : t("noPlace");
  const signs = (m.disputed.length ? "⚠ " : "") + (cross(m) ? "✕ " : "");
  centred(ctx, signs + clip(span(m), 24 - signs.length), x, y - 11, 13, cross(m) ? ink.no : ink.ink, 700);
  centred(ctx, clip(m.status && m.status !== "Held" ? where + " · " + t(m.status) : where, 26), x, y + 10, 12, cross(m) ? ink.no : m.status === "Planned" ? ink.plan : ink.ink);
}

// far away a dot is a dot: no rim, no letters
function paint(ctx, iri, x, y, chosen, hover) {
  const own = look(iri), r = radius(iri);
  if (r * zoom < 7 && !chosen && !hover && (own.kind === "person" || own.kind === "org")) {
    ctx.fillStyle = own.colour;
    if (own.kind === "org") ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
    else { ctx.beginPath(); ctx.arc(x, y, r, 0, 6.2832); ctx.fill(); }
    return;
  }
  if (own.kind === "statement" && r * zoom <= 5) return;
  ring(ctx, chosen, hover);
  PAINT[own.kind](ctx, own, x, y, r, iri);
}

// names and numbers go on top of everything, the most connected first, and only where there is room
const widths = new Map();
const width = (ctx, text) => { if (!widths.has(text)) { ctx.font = font(13, 600); widths.set(text, ctx.measureText(text).width / 13); } return widths.get(text); };
// a long name takes two lines, parted where they are most alike
const folds = new Map();
function folded(name) {
  if (!folds.has(name)) {
    const text = clip(name, 44), gaps = [...text.matchAll(/ /g)].map((m) => m.index).sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2));
    folds.set(name, text.length > 15 && gaps.length ? [text.slice(0, gaps[0]), text.slice(gaps[0] + 1)] : [text]);
  }
  return folds.get(name);
}
let tags = [];
function paintNames(ctx, drawn, lines, view) {
  const size = 13 * Math.min(1.35, Math.max(1, zoom)) / zoom, cell = 90 / zoom, taken = new Map();
  // a box takes its room when no box is there yet; the boxes lie in the cells of a grid
  const free = (box) => {
    const cells = [];
    for (let i = Math.floor(box[0] / cell); i <= Math.floor(box[2] / cell); i++) for (let j = Math.floor(box[1] / cell); j <= Math.floor(box[3] / cell); j++) cells.push(i * 1000003 + j);
    if (cells.some((c) => taken.get(c)?.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1]))) return false;
    for (const c of cells) (taken.get(c) || taken.set(c, []).get(c)).push(box);
    return true;
  };
  const inside = (x, y) => x > view[0] && x < view[2] && y > view[1] && y < view[3];
  tags = [];
  for (const [iri, x, y] of drawn) if (look(iri).kind === "meeting" && inside(x, y) && zoom >= 0.45) free([x - 79, y - 25, x + 79, y + 25]);
  for (const [iri, x, y] of drawn) if (inside(x, y) && ["person", "state", "org"].includes(look(iri).kind) && zoom > 0.5) free([x - 13, y - 13, x + 13, y + 13]);
  // the names of those with most meetings, then the weightiest numbers, then all other names, then single days
  drawn.slice(0, 6).forEach(name);
  lines.forEach((line, i) => { if (line.weight > 1 && inside(line.x, line.y)) badge(line, i < 3); });
  drawn.slice(6).forEach(name);
  for (const line of lines) if (line.weight <= 1 && inside(line.x, line.y)) badge(line);
  function name([iri, x, y]) {
    const kind = look(iri).kind;
    if (kind === "statement" || kind === "meeting" || !inside(x, y)) return;
    const texts = folded(label(iri)), half = (Math.max(...texts.map((w) => width(ctx, w))) * size) / 2, high = size * 1.15;
    const top = y + radius(iri) + 3 / zoom + (hung.get(iri) || 0) * 18, box = [x - half, top, x + half, top + high * texts.length];
    if (!free(box) && iri !== selected && iri !== cursor) return;
    ctx.font = font(size, kind === "person" && look(iri).met ? 600 : 400); ctx.textAlign = "center"; ctx.textBaseline = "top"; ctx.lineJoin = "round";
    ctx.lineWidth = 4 / zoom; ctx.strokeStyle = ink.bg; ctx.fillStyle = kind === "place" || !look(iri).met ? ink.soft : ink.ink;
    texts.forEach((w, i) => ctx.strokeText(w, x, top + i * high));
    texts.forEach((w, i) => ctx.fillText(w, x, top + i * high));
    tags.push([box, iri]);
  }
  function badge(line, always) {
    const text = zoom < 0.5 ? line.short : line.text;
    if (!text) return;
    const half = Math.max(size * 0.7, (width(ctx, text) * size * 0.88) / 2 + size * 0.35), high = size * 0.66;
    // in the middle, or where there is room beside it
    for (const share of [0.5, 0.36, 0.64]) {
      const x = line.a.x + (line.b.x - line.a.x) * share, y = line.a.y + (line.b.y - line.a.y) * share, box = [x - half, y - high, x + half, y + high];
      if (free(box)) return plate(line, text, x, y, box);
    }
    if (always) plate(line, text, line.x, line.y, [line.x - half, line.y - high, line.x + half, line.y + high]);
  }
  function plate(line, text, x, y, box) {
    ctx.beginPath(); ctx.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]); ctx.fillStyle = ink.card; ctx.fill(); ctx.lineWidth = 1 / zoom; ctx.strokeStyle = line.ink; ctx.stroke();
    centred(ctx, text, x, y + size * 0.04, size * 0.88, line.ink, 600);
    tags.push([box, line.edge]);
  }
}
