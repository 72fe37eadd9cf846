// Meetings along time, and under them the slider of the period: moving it moves the marks, the picture and the lists.
const day = (value, late) => { const [y, m, d] = value.split("-").map(Number); return Date.UTC(y, late && !m ? 11 : (m || 1) - 1, d || (late ? 28 : 1)) / 864e5; };
const iso = (d) => new Date(Math.round(d) * 864e5).toISOString().slice(0, 10);
const datedOf = (iris) => iris.filter((m) => starts(facts.meetings[m]));
const spanOf = (iri) => { const m = facts.meetings[iri]; return [day(starts(m)), day(ends(m) || starts(m), true)]; };

// one meeting of 1955 must not squeeze all others into a dot: years far from the rest are shown at the edge
const domain = (() => {
  const days = datedOf(Object.keys(facts.meetings)).map((m) => spanOf(m)[0]).sort((a, b) => a - b);
  if (!days.length) return null;
  const at = (share) => days[Math.min(days.length - 1, Math.floor(share * days.length))];
  const [low, high] = days.length < 12 ? [days[0], days.at(-1)] : [at(0.1), at(0.9)], room = Math.max(high - low, 60) * (days.length < 12 ? 0.04 : 1);
  return { low: Math.max(days[0] - 10, low - room), high: Math.min(days.at(-1) + 10, high + room), first: days[0], last: days.at(-1) };
})();
const STEPS = 1000;
const dayAt = (step) => domain.low + (step / STEPS) * (domain.high - domain.low);
const stepAt = (d) => Math.max(0, Math.min(STEPS, Math.round(((d - domain.low) / (domain.high - domain.low)) * STEPS)));

function drawTimeline(shown) {
  $("timeline").hidden = !domain;
  if (!domain) return;
  const box = $("marks"), width = Math.max(300, box.clientWidth), height = Math.max(60, box.clientHeight);
  const low = choice.from ? day(choice.from) : domain.low, high = Math.max(low + 1, choice.to ? day(choice.to, true) : domain.high);
  const x = (d) => 26 + ((Math.max(low, Math.min(high, d)) - low) / (high - low)) * (width - 52);
  const dated = datedOf(shown.meetings), before = dated.filter((m) => spanOf(m)[1] < low).length, after = dated.filter((m) => spanOf(m)[0] > high).length;
  const parts = ticks(low, high, width).flatMap(([d, text]) => [svg("line", { class: "axis", x1: x(d), x2: x(d), y1: 2, y2: height - 16 }), svg("text", { x: x(d) + 3, y: height - 4 }, text)]);
  parts.push(...(dated.length > 250 ? columns(dated, x, height) : marksOf(dated, x, height)));
  if (before) parts.push(svg("text", { class: "edge", x: 2, y: height - 20 }, "◂ " + before));
  if (after) parts.push(svg("text", { class: "edge", x: width - 2, y: height - 20, "text-anchor": "end" }, after + " ▸"));
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("timelineOf", { n: dated.length }) }, ...parts);
  box.replaceChildren(picture);
  roving(picture, ".dot");
  drawSlider();
}

// marks that would touch go to different lanes; many lanes are thin ones
function marksOf(dated, x, height) {
  const lanes = [], laid = dated.map((iri) => {
    const [from, to] = spanOf(iri), left = x(from) - 6, right = Math.max(x(to) + 6, left + 12);
    let lane = lanes.findIndex((edge) => edge < left);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = right + 1;
    return [iri, left, right, lane];
  });
  const high = Math.max(3.5, Math.min(15, (height - 22) / Math.max(1, lanes.length)));
  return laid.map(([iri, left, right, lane]) => {
    const m = facts.meetings[iri];
    const words = span(m) + " · " + plain(meetingTitle(m)) + " · " + t(m.status || "Held");
    return svg("rect", { class: ["dot", m.status, m.disputed.length ? "disputed" : "", iri === selected ? "selected" : ""].join(" "), "data-iri": iri, role: "button", tabindex: "-1", "aria-label": words, x: left, width: right - left, y: 3 + lane * high, height: Math.max(3, high - 3), rx: (high - 3) / 2, onclick: () => go(iri) }, svg("title", {}, words));
  });
}
function columns(dated, x, height) {
  const bins = new Map();
  for (const iri of dated) { const key = Math.round(x(spanOf(iri)[0]) / 10) * 10; (bins.get(key) || bins.set(key, []).get(key)).push(iri); }
  const most = Math.max(...[...bins.values()].map((b) => b.length));
  return [...bins].sort((a, b) => a[0] - b[0]).map(([left, iris]) => {
    const tall = Math.max(4, ((height - 24) * iris.length) / most), words = span(facts.meetings[iris[0]]) + " … " + span(facts.meetings[iris.at(-1)]) + ": " + t("meetings", { n: iris.length });
    const narrow = () => { choice.from = iso(spanOf(iris[0])[0]); choice.to = iso(Math.max(...iris.map((m) => spanOf(m)[1]))); period(); };
    return svg("rect", { class: "dot", role: "button", tabindex: "-1", "aria-label": words, x: left - 4, width: 8, y: height - 18 - tall, height: tall, onclick: narrow }, svg("title", {}, words));
  });
}

function ticks(low, high, width) {
  const first = new Date(low * 864e5).getUTCFullYear(), last = new Date(high * 864e5).getUTCFullYear(), found = [];
  const step = [1, 2, 5, 10, 20, 50, 100].find((s) => (last - first) / s <= width / 60) || 200;
  for (let y = Math.ceil(first / step) * step; y <= last + 1; y += step) found.push([Date.UTC(y, 0, 1) / 864e5, String(y)]);
  if (high - low < width) for (let y = first; y <= last; y++) for (let m = high - low < width / 2 ? 1 : 3; m < 12; m += high - low < width / 2 ? 1 : 3) found.push([Date.UTC(y, m, 1) / 864e5, new Intl.DateTimeFormat(lang, { month: "short", year: high - low < 200 ? "2-digit" : undefined, timeZone: "UTC" }).format(new Date(Date.UTC(y, m, 1)))]);
  return found.filter(([d]) => d >= low && d <= high);
}

// the slider: two handles, the window between them, and steps of its width; at its ends it stands for "no bound"
function drawSlider() {
  const low = choice.from ? stepAt(day(choice.from)) : 0, high = choice.to ? stepAt(day(choice.to, true)) : STEPS;
  $("low").value = low; $("high").value = high;
  $("low").setAttribute("aria-valuetext", choice.from ? when(choice.from) : t("noBound"));
  $("high").setAttribute("aria-valuetext", choice.to ? when(choice.to) : t("noBound"));
  Object.assign($("window").style, { left: `calc(7px + (100% - 14px) * ${low / STEPS})`, right: `calc(7px + (100% - 14px) * ${1 - high / STEPS})` });
  $("span").textContent = choice.from || choice.to ? [choice.from ? when(choice.from) : "…", choice.to ? when(choice.to) : "…"].join(" – ") : t("allTime");
  $("back").disabled = $("next").disabled = !(choice.from && choice.to);
  $("slider").classList.toggle("late", low > STEPS * 0.9);
}
function drawBars() {
  if (!domain) return;
  const bins = new Array(80).fill(0);
  for (const m of datedOf(Object.keys(facts.meetings))) bins[Math.min(79, Math.floor((stepAt(spanOf(m)[0]) / STEPS) * 80))] += 1;
  const most = Math.max(...bins);
  $("bars").replaceChildren(...bins.map((n) => el("i", { style: `height:${n ? 15 + (85 * n) / most : 0}%` })));
}
function period() { $("from").value = choice.from; $("to").value = choice.to; refresh(); }
function slide(which, step) {
  const other = which === "from" ? Number($("high").value) : Number($("low").value);
  const held = which === "from" ? Math.min(step, other) : Math.max(step, other);
  choice[which] = held === (which === "from" ? 0 : STEPS) ? "" : iso(dayAt(held));
  period();
}
function shift(direction) {
  const low = day(choice.from), high = day(choice.to, true), by = direction * (high - low + 1);
  [choice.from, choice.to] = [iso(low + by), iso(high + by)];
  period();
}
$("low").oninput = () => slide("from", Number($("low").value));
$("high").oninput = () => slide("to", Number($("high").value));
$("back").onclick = () => shift(-1);
$("next").onclick = () => shift(1);

// many small things as one stop of the tab key: arrows go between them, Enter and space press
function roving(box, what) {
  const all = [...box.querySelectorAll(what)];
  if (!all.length) return;
  (all.find((n) => n.dataset.iri === selected) || all[0]).setAttribute("tabindex", "0");
  box.addEventListener("keydown", (event) => {
    const here = all.indexOf(event.target), to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (here < 0) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.target.dispatchEvent(new MouseEvent("click", { bubbles: true })); }
    else if (to !== undefined && all[to]) { event.preventDefault(); all.forEach((n) => n.setAttribute("tabindex", "-1")); all[to].setAttribute("tabindex", "0"); all[to].focus(); }
  });
}
