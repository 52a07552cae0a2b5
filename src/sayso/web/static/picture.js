// Draws pictures of parties and what stands between them, and moves the slider over time.
"use strict";

const css = getComputedStyle(document.documentElement);
const colour = (name) => css.getPropertyValue(name).trim();

function mixed(score) {
  if (score === 0) return colour("--neutral");
  return colour(score > 0 ? "--coop" : "--conf");
}

// parties of which the picture has room for words on all lines
const FEW = 10;
const LINES = 30;

function shortened(words, most) {
  return words.length > most ? words.slice(0, most - 1) + "…" : words;
}

// what it is, and below it whose word that is
function named(edge) {
  const words = (edge.denied ? "not so: " : "") + shortened(edge.words, 40);
  return edge.voices ? words + "\nsays " + shortened(edge.voices, 40) : words;
}

function elements(data) {
  const largest = Math.max(1, ...data.nodes.map((node) => node.size));
  const inside = [...new Set(data.nodes.map((node) => node.inside).filter(Boolean))];
  const names = new Map(data.nodes.map((node) => [node.id, node.label]));
  return [
    ...inside.map((id) => ({ data: { id: "in:" + id, label: names.get(id) || id }, classes: "country" })),
    ...data.nodes.map((node) => ({
      data: {
        id: "n:" + node.id, label: shortened(node.label, 28), size: 26 + 34 * Math.sqrt(node.size / largest),
        parent: node.inside ? "in:" + node.inside : undefined,
      },
      classes: node.country ? "state" : "other",
    })),
    ...data.edges.map((edge) => ({
      data: {
        id: edge.id, source: "n:" + edge.a, target: "n:" + edge.b, label: named(edge), width: edge.width,
        colour: mixed(edge.side === "neutral" ? 0 : edge.score), days: edge.days,
      },
      classes: (edge.denied ? "denied " : edge.told === "voice" ? "voice " : "paper ") + (edge.mutual ? "mutual" : ""),
    })),
  ];
}

function style(small, narrow) {
  const font = small ? 11 : 12;
  return [
    { selector: "node", style: {
      "label": "data(label)", "width": "data(size)", "height": "data(size)", "background-color": colour("--v8"),
      "color": colour("--ink"), "font-size": font + 2, "font-weight": 600, "text-valign": "bottom", "text-margin-y": 4,
      "text-wrap": "wrap", "text-max-width": 120,
      "text-background-color": colour("--card"), "text-background-opacity": 0.85, "text-background-padding": 2,
    } },
    { selector: "node.state", style: { "background-color": colour("--accent") } },
    { selector: "node.country", style: {
      "background-color": colour("--t8"), "background-opacity": 0.5, "border-color": colour("--line"),
      "text-valign": "top", "padding": 18,
    } },
    { selector: "edge", style: {
      "label": "data(label)", "width": "data(width)", "line-color": "data(colour)", "curve-style": "bezier",
      "control-point-step-size": 74, "target-arrow-shape": "triangle", "target-arrow-color": "data(colour)",
      "color": colour("--ink"), "font-size": font, "text-wrap": "wrap", "text-max-width": 260,
      "text-background-color": colour("--card"), "text-background-opacity": 0.9, "text-background-padding": 2,
    } },
    { selector: "edge.mutual", style: { "target-arrow-shape": "none" } },
    { selector: "edge.voice", style: { "line-style": "dashed", "font-style": "italic" } },
    { selector: "edge.denied", style: { "line-style": "dotted", "font-style": "italic" } },
    { selector: "edge:selected", style: { "line-color": colour("--focus"), "target-arrow-color": colour("--focus") } },
    // where there is no room for words on lines, they are in the list, and on the line that is chosen or pointed at
    ...(narrow ? [
      { selector: "edge", style: { "label": "" } },
      { selector: "edge:selected, edge.pointed", style: { "label": "data(label)", "z-index": 9 } },
    ] : []),
    { selector: ".gone", style: { "display": "none" } },
  ];
}

function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.picture).textContent);
  place.hidden = !data.nodes.length;
  if (place.hidden) {
    place.dataset.drawn = "yes";
    return undefined;
  }
  const small = place.classList.contains("small");
  const picture = cytoscape({
    container: place,
    elements: elements(data),
    style: style(small, place.clientWidth < 600 || data.edges.length > LINES),
    layout: { name: "preset" },
    minZoom: 0.1, maxZoom: 3,
    // a phone scrolls past the picture with one finger
    userPanningEnabled: !matchMedia("(pointer: coarse)").matches,
    userZoomingEnabled: !matchMedia("(pointer: coarse)").matches,
  });
  arrange(picture, place, small);
  picture.on("mouseover mouseout", "edge", (event) => event.target.toggleClass("pointed", event.type === "mouseover"));
  picture.on("tap", "edge", (event) => choose(event.target.id()));
  const slider = document.querySelector(`[data-slider-for="${place.dataset.picture}"]`);
  if (slider) slide(slider, picture, data);
  const hint = document.querySelector("[data-hint]");
  if (hint) hint.hidden = false;
  place.dataset.drawn = "yes";
  return picture;
}

// On an oval, so that all names can be read and lines have room, and without chance: a picture that looks different at
// each visit cannot be talked about. Of a few parties the largest face each other across the picture, with what stands
// between them in the middle; of many each stands beside one that it has to do with.
function arrange(picture, place, small) {
  const around = picture.nodes(":childless").sort((a, b) => b.data("size") - a.data("size")).toArray();
  const [across, down] = [Math.max(place.clientWidth, 300), Math.max(place.clientHeight, 300)];
  const few = around.length <= FEW;
  (few ? around : besides(around)).forEach((node, n) => {
    const turn = few
      ? Math.PI * (1 + (n % 2)) + (2 * Math.PI * Math.floor(n / 2)) / Math.max(around.length, 2)
      : Math.PI + (2 * Math.PI * n) / around.length;
    node.position({ x: (Math.cos(turn) * across) / 2.4, y: (Math.sin(turn) * down) / 2.4 });
  });
  picture.fit(undefined, small ? 20 : 30);
}

function besides(nodes) {
  const left = new Set(nodes);
  const order = [];
  let last = nodes[0];
  while (last) {
    left.delete(last);
    order.push(last);
    const near = [...left].map((node) => [last.edgesWith(node).length, node]).filter(([lines]) => lines);
    last = near.sort((a, b) => b[0] - a[0]).map(([, node]) => node)[0] || [...left][0];
  }
  return order;
}

// the claims behind a line: its row in the list below is opened, which is where they are without a script too
function choose(id) {
  const row = document.getElementById("edge-" + id);
  if (!row) return;
  for (const other of document.querySelectorAll(".edge.chosen")) other.classList.remove("chosen");
  row.classList.add("chosen");
  const details = row.querySelector("details");
  details.open = true;
  const link = details.querySelector("a[hx-get]");
  if (link) link.click();
  row.scrollIntoView({ block: "nearest" });
  details.querySelector("summary").focus({ preventScroll: true });
}

function slide(slider, picture, data) {
  const days = data.edges.flatMap((edge) => edge.days.flat()).filter(Boolean).sort();
  if (!days.length || days[0] === days[days.length - 1]) return;
  const first = Date.parse(days[0]), last = Date.parse(days[days.length - 1]);
  const day = (range) => new Date(first + ((last - first) * range.value) / 100).toISOString().slice(0, 10);
  const [from, to] = [slider.querySelector(".from"), slider.querySelector(".to")];
  slider.hidden = false;
  const show = () => {
    if (Number(from.value) > Number(to.value)) to.value = from.value;
    const [since, until] = [day(from), day(to)];
    from.nextElementSibling.textContent = since;
    to.nextElementSibling.textContent = until;
    const whole = from.value === "0" && to.value === "100";
    picture.batch(() => {
      for (const edge of picture.edges()) {
        const inside = edge.data("days").some(([a, b]) => (!a && !b) || ((!b || b >= since) && (!a || a <= until)));
        edge.toggleClass("gone", !whole && !inside);
        const row = document.getElementById("edge-" + edge.id());
        if (row) row.hidden = !whole && !inside;
      }
      for (const node of picture.nodes(":childless")) {
        node.toggleClass("gone", !whole && node.connectedEdges().not(".gone").empty());
      }
    });
  };
  for (const range of [from, to]) range.addEventListener("input", show);
  show();
}

// for whoever wants to look at a picture from the browser's console
const pictures = [...document.querySelectorAll("[data-picture]")].map(draw);
