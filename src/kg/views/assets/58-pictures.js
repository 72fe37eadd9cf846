// Pictures for print of what is seen now: PNG from the canvas, SVG by painting the same strokes on paper of vectors.
class Paper {
  constructor(measure) { this.parts = []; this.measure = measure; this.dash = []; this.path = ""; this.globalAlpha = 1; }
  measureText(text) { this.measure.font = this.font; return this.measure.measureText(text); }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${r2(x)} ${r2(y)}`; }
  lineTo(x, y) { this.path += `L${r2(x)} ${r2(y)}`; }
  closePath() { this.path += "Z"; }
  rect(x, y, w, h) { this.path += `M${r2(x)} ${r2(y)}h${r2(w)}v${r2(h)}h${r2(-w)}Z`; }
  fillRect(x, y, w, h) { this.beginPath(); this.rect(x, y, w, h); this.fill(); }
  arc(x, y, r) { this.path += `M${r2(x - r)} ${r2(y)}a${r2(r)} ${r2(r)} 0 1 0 ${r2(2 * r)} 0a${r2(r)} ${r2(r)} 0 1 0 ${r2(-2 * r)} 0`; }
  setLineDash(dash) { this.dash = dash; }
  fill() { this.parts.push(svg("path", { d: this.path, fill: this.fillStyle })); }
  stroke() { this.parts.push(svg("path", { d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-width": r2(this.lineWidth), ...(this.dash.length ? { "stroke-dasharray": this.dash.join(" ") } : {}) })); }
  text(words, x, y, given) {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font);
    const lower = { top: 0.82, middle: 0.35 }[this.textBaseline] || 0;
    this.parts.push(svg("text", { x: r2(x), y: r2(y + lower * size), "font-family": FONT, "font-size": r2(size), "font-weight": weight, "text-anchor": this.textAlign === "center" ? "middle" : "start", ...given }, words));
  }
  fillText(words, x, y) { this.text(words, x, y, { fill: this.fillStyle }); }
  strokeText(words, x, y) { this.text(words, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": r2(this.lineWidth), "stroke-linejoin": "round" }); }
}
const r2 = (n) => Math.round(n * 100) / 100;

function graphSvg() {
  const view = box(), paper = new Paper(document.createElement("canvas").getContext("2d")), [x, y, wide, high] = [view[0], view[1], view[2] - view[0], view[3] - view[1]];
  const inside = ([, a, b]) => a > view[0] - 90 && a < view[2] + 90 && b > view[1] - 60 && b < view[3] + 60;
  paper.beginPath(); paper.rect(x, y, wide, high); paper.fillStyle = ink.bg; paper.fill();
  for (const edge of edges.get()) {
    const a = at(edge.from), b = at(edge.to);
    paper.beginPath(); paper.moveTo(a.x, a.y); paper.lineTo(b.x, b.y);
    Object.assign(paper, { strokeStyle: edge.color.color, lineWidth: edge.width });
    paper.setLineDash(edge.dashes || []); paper.stroke(); paper.setLineDash([]);
    paper.parts.at(-1).setAttribute("stroke-opacity", edge.color.opacity);
  }
  const seen = dots().filter(inside);
  for (const [iri, a, b] of seen) paint(paper, iri, a, b, iri === selected, false);
  paintNames(paper, seen, marks(), view);
  const canvas = network.canvas.frame.canvas;
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [x, y, wide, high].map(r2).join(" "), width: canvas.clientWidth, height: canvas.clientHeight }, svg("title", {}, t("title")), ...paper.parts);
}
const STYLED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "font-weight", "text-anchor", "paint-order"];
function mapSvg() {
  const from = $("world"), copy = from.cloneNode(true), own = [...from.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((n, i) => { const style = getComputedStyle(own[i]); for (const name of STYLED) n.setAttribute(name, style.getPropertyValue(name)); for (const name of ["style", "tabindex", "role", "class"]) n.removeAttribute(name); });
  attributes(copy, { xmlns: "http://www.w3.org/2000/svg", width: from.clientWidth, height: from.clientHeight });
  return copy;
}
const pictureNow = () => new XMLSerializer().serializeToString(view === "map" ? mapSvg() : graphSvg());
const save = (href, file) => el("a", { href, download: file }).click();
function savePng() {
  const picture = view === "map" ? mapSvg() : null, from = picture ? $("world") : network.canvas.frame.canvas, scale = picture ? 2 : from.width / from.clientWidth;
  const canvas = attributes(document.createElement("canvas"), { width: from.clientWidth * scale, height: from.clientHeight * scale }), ctx = canvas.getContext("2d");
  ctx.fillStyle = ink.bg; ctx.fillRect(0, 0, canvas.width, canvas.height);
  if (!picture) { ctx.drawImage(from, 0, 0); return save(canvas.toDataURL("image/png"), "kg.png"); }
  const image = new Image();
  image.onload = () => { ctx.drawImage(image, 0, 0, canvas.width, canvas.height); save(canvas.toDataURL("image/png"), "kg-map.png"); };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(picture));
}
