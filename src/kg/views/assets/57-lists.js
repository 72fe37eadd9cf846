// The same as tables and texts: for reading, for the keyboard, for a screen reader, for paper.
function drawList(shown) {
  const head = el("tr", {}, ...["date", "participant", "place", "status", "outlet"].map((k) => el("th", { scope: "col" }, t(k))));
  const make = (iri) => {
    const m = facts.meetings[iri];
    return el("tr", { "data-iri": iri }, el("td", {}, el("button", { class: "link", onclick: () => go(iri) }, span(m))), el("td", {}, ...m.participant.flatMap((p, i) => [i ? el("br") : "", chip(p), link(p)])), el("td", {}, ...placeWords(m)),
      el("td", {}, statusBadge(m), m.disputed.length ? badge("⚠ " + t("disputedOn", { what: m.disputed.map((d) => t(d)).join(", ") }), "warn") : ""), el("td", {}, plain(unique(m.reports.map((r) => outlet(r.article))).filter(Boolean).join(", "))));
  };
  const [body, more] = inSteps(shown.meetings, make, "tbody");
  $("list").replaceChildren(el("table", {}, el("caption", { class: "spoken" }, t("list")), el("thead", {}, head), body), more);
}

function drawQuotes(shown) {
  const by = new Map();
  for (const iri of shown.statements) for (const who of facts.statements[iri].speaker.length ? facts.statements[iri].speaker : [""]) (by.get(who) || by.set(who, []).get(who)).push(iri);
  const order = [...by].sort((a, b) => Number(a[0] === "") - Number(b[0] === "") || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const make = ([who, iris]) => el("section", { class: "speaker" }, el("h2", {}, who ? chip(who) : "", who ? link(who) : t("anonymous"), el("span", { class: "number" }, String(iris.length))),
    who && facts.agents[who].roles.length ? el("p", { class: "source" }, plain(facts.agents[who].roles.slice(0, 3).join(" · "))) : "", ...inSteps(iris, (s) => quote(s, who), "div"));
  $("quotes").replaceChildren(...inSteps(order, make, "div"));
}

// what the colours and strokes of the picture mean, with the states that are in it
function drawLegend(shown) {
  const count = {};
  for (const n of shown.nodes) if (stateOf(n) && kindOf(n) !== "state") count[stateOf(n)] = (count[stateOf(n)] || 0) + 1;
  const states = Object.keys(count).sort((a, b) => ranked.indexOf(a) - ranked.indexOf(b)).slice(0, 8);
  const sign = (kind) => el("li", {}, el("span", { class: "sign " + kind, "aria-hidden": "true" }), t(kind + "Many"));
  const kinds = unique([...shown.nodes].map(kindOf)), cards = shown.cards.length > 0;
  const line = (key) => el("li", {}, stroke(key), t(key));
  $("legend").lastElementChild.replaceChildren(
    el("ul", {}, ...["person", "state", "org"].filter((k) => kinds.includes(k)).map(sign), cards ? sign("meeting") : "", cards && choice.kinds.has("place") ? sign("place") : "", choice.kinds.has("statement") ? sign("statement") : ""),
    el("ul", {}, ...STATUS.filter((s) => shown.meetings.some((m) => (facts.meetings[m].status || "Held") === s)).map(line), shown.meetings.some((m) => facts.meetings[m].disputed.length) ? el("li", { class: "warn" }, "⚠ ", t("disputed")) : ""),
    el("ul", { class: "states" }, ...states.map((s) => el("li", {}, el("button", { class: "link", onclick: () => go(s) }, chip(s), isolate(label(s))))), [...shown.nodes].some((n) => !stateOf(n)) ? el("li", {}, el("span", { class: "sign unknown", "aria-hidden": "true" }), t("noState")) : "")
  );
}
