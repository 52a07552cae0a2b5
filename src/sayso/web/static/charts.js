// Charts by Vega-Lite. What they show stands in tables too, for those who have no script.
import { expressionInterpreter } from "./vendor/vega-interpreter.js";

const css = getComputedStyle(document.documentElement);
const colour = (name) => css.getPropertyValue(name).trim();
const width = (place) => Math.max(place.clientWidth - 90, 220);

const config = {
  background: null,
  view: { stroke: null },
  font: "system-ui, sans-serif",
  axis: {
    labelColor: colour("--soft"), titleColor: colour("--soft"), gridColor: colour("--line"), domainColor: colour("--line"),
    tickColor: colour("--line"), titleFontWeight: 400,
  },
  legend: { labelColor: colour("--ink"), titleColor: colour("--soft"), orient: "top", labelLimit: 260, columns: 2 },
};

// a few days alone would be bars as broad as the page
function month(data) {
  const days = data.map((row) => Date.parse(row.day));
  const [first, last] = [Math.min(...days), Math.max(...days) + 86400000];
  return [Math.min(first, last - 31 * 86400000), last].map((time) => new Date(time).toISOString());
}

const charts = {
  days: (data, place) => ({
    width: width(place), height: 220, data: { values: data },
    mark: { type: "bar" },
    encoding: {
      x: {
        field: "day", type: "temporal", timeUnit: "utcyearmonthdate", title: "day of the report", axis: { format: "%-d %b %Y" },
        scale: { type: "utc", domain: month(data) },
      },
      y: { field: "claims", type: "quantitative", aggregate: "sum", title: "claims" },
      color: {
        field: "quad", type: "nominal", title: null,
        scale: {
          domain: ["cooperation in words", "cooperation in deeds", "conflict in words", "conflict in deeds"],
          range: ["#7cc7b2", "#0f6e5c", "#f0a18f", "#b3261e"],
        },
      },
    },
  }),
  places: (data, place) => ({
    width: width(place), height: Math.min(width(place) / 2, 460), projection: { type: "equalEarth" },
    layer: [
      {
        data: { url: "/static/vendor/countries-110m.json", format: { type: "topojson", feature: "countries" } },
        mark: { type: "geoshape", fill: colour("--t8"), stroke: colour("--card"), strokeWidth: 0.5 },
      },
      {
        data: { values: data },
        mark: { type: "circle", color: colour("--conf"), opacity: 0.65 },
        encoding: {
          longitude: { field: "longitude", type: "quantitative" },
          latitude: { field: "latitude", type: "quantitative" },
          size: { field: "claims", type: "quantitative", title: "claims", scale: { range: [30, 900] }, legend: { format: "d", tickCount: 3, tickMinStep: 1, orient: "bottom", columns: 0 } },
        },
      },
      {
        data: { values: place.clientWidth > 600 ? data.slice(0, 12) : [] },
        mark: { type: "text", dy: -12, color: colour("--ink"), fontSize: 11 },
        encoding: {
          longitude: { field: "longitude", type: "quantitative" },
          latitude: { field: "latitude", type: "quantitative" },
          text: { field: "name" },
        },
      },
    ],
  }),
  dyad: (data, place) => ({
    width: width(place), height: 260, data: { values: data.filter((row) => row.day) },
    mark: { type: "point", filled: true, size: 70, opacity: 0.8 },
    encoding: {
      x: {
        field: "day", type: "temporal", timeUnit: "utcyearmonthdate", title: null, axis: { format: "%-d %b %Y" },
        scale: { type: "utc", domain: month(data.filter((row) => row.day)) },
      },
      y: { field: "score", type: "quantitative", title: "conflict ← score → cooperation", scale: { domain: [-10, 10] } },
      color: {
        field: "by", type: "nominal", title: "who says so",
        scale: {
          domain: [place.dataset.a, place.dataset.b, "the paper itself", "others"],
          range: [colour("--v1"), colour("--v2"), colour("--v0"), colour("--v4")],
        },
      },
      shape: { field: "direction", type: "nominal", title: "who to whom" },
    },
  }),
};

for (const place of document.querySelectorAll("[data-chart]")) {
  const data = JSON.parse(document.getElementById(place.dataset.from).textContent);
  place.hidden = !data.length;
  if (place.hidden) {
    place.dataset.drawn = "yes";
    continue;
  }
  const lite = { config, ...charts[place.dataset.chart](data, place) };
  const spec = vegaLite.compile(lite).spec;
  const view = new vega.View(vega.parse(spec, null, { ast: true }), {
    expr: expressionInterpreter, renderer: "svg", container: place, hover: false,
  });
  await view.runAsync();
  // the place of a chart has a name; its parts are too many to be read out, and stand in the table
  place.querySelector("svg").setAttribute("aria-hidden", "true");
  place.dataset.drawn = "yes";
}
