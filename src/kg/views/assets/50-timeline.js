// Meetings along time, and the same as a table: for reading, for the keyboard, for a screen reader.
const svg = (name, attributes, ...children) => { const n = document.createElementNS("http://www.w3.org/2000/svg", name); for (const [k, v] of Object.entries(attributes)) n.setAttribute(k, v); n.append(...children); return n; };
const day = (value, last) => { const [y, m, d] = value.split("-").map(Number); return Date.UTC(y, (m || (last ? 12 : 1)) - 1, d || (last ? 28 : 1)) / 864e5; };

function drawTimeline(shown) {
  const box = $("timeline"), width = Math.max(320, box.clientWidth), height = Math.max(90, box.clientHeight);
  const dated = shown.meetings.filter((m) => starts(facts.meetings[m]));
  if (!dated.length) return box.replaceChildren();
  const spans = dated.map((m) => [day(starts(facts.meetings[m])), day(ends(facts.meetings[m]) || starts(facts.meetings[m]), true)]);
  const low = Math.min(...spans.map((s) => s[0])) - 20, high = Math.max(...spans.map((s) => s[1])) + 20;
  const x = (d) => 30 + ((d - low) / (high - low)) * (width - 60);
  const parts = ticks(low, high).flatMap(([d, text]) => [svg("line", { class: "axis", x1: x(d), x2: x(d), y1: 6, y2: height - 20 }), svg("text", { x: x(d) + 3, y: height - 6 }, text)]);
  const lanes = [];
  dated.forEach((iri, i) => {
    const m = facts.meetings[iri], left = x(spans[i][0]) - 7, right = x(spans[i][1]) + 7;
    let lane = lanes.findIndex((edge) => edge < left);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = right;
    const mark = svg("rect", { class: ["dot", m.status, m.disputed.length ? "disputed" : "", iri === selected ? "selected" : ""].join(" "), x: left, width: right - left, y: 10 + (lane % Math.max(1, Math.floor((height - 40) / 18))) * 18, height: 13, rx: 6.5 }, svg("title", {}, span(m) + " · " + meetingTitle(m)));
    mark.addEventListener("click", () => go(iri));
    parts.push(mark);
  });
  box.replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${height}` }, ...parts));
}

function ticks(low, high) {
  const first = new Date(low * 864e5).getUTCFullYear(), last = new Date(high * 864e5).getUTCFullYear();
  const step = Math.max(1, Math.ceil((last - first) / 12)), found = [];
  for (let y = first; y <= last + 1; y += step) found.push([Date.UTC(y, 0, 1) / 864e5, String(y)]);
  if (high - low < 500) for (let y = first; y <= last; y++) for (let m = 1; m < 12; m++) found.push([Date.UTC(y, m, 1) / 864e5, new Intl.DateTimeFormat(lang, { month: "short", timeZone: "UTC" }).format(new Date(Date.UTC(y, m, 1)))]);
  return found.filter(([d]) => d >= low && d <= high);
}

function drawList(shown) {
  if (!shown.meetings.length) return $("list").replaceChildren(el("p", {}, t("nothing")));
  const head = el("tr", {}, ...["date", "participant", "place", "status", "disputed"].map((k) => el("th", { scope: "col" }, t(k))));
  const rows = shown.meetings.map((iri) => { const m = facts.meetings[iri]; return el("tr", {}, el("td", {}, el("button", { class: "link", onclick: () => go(iri) }, span(m))), el("td", {}, ...links(m.participant)), el("td", {}, ...placeWords(m)), el("td", {}, badge(t(m.status), m.status)), el("td", { class: "warn" }, m.disputed.map((d) => t(d)).join(", "))); });
  $("list").replaceChildren(el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)));
}
