// A page with LineUp, the complete one: Taggle with its own columns, header, filters and side panel, and with the
// weighted sum as a stacked column. It shows more than the other peers (a header with histograms and controls, a score
// for each criterion), and less: no movement, no sentence, no shares or bands on the sliders, and inferred scores look
// like others. In LineUp itself, weights are the widths of columns; the sliders are the page's own. LineUp follows them
// once no further input has arrived for a while.
import { buildNumberColumn, buildRanking, buildStringColumn, builder } from "lineupjs";
import { load } from "../shared/ranking.js";
import "lineupjs/build/LineUpJS.css";
import "../shared/page.css";
import "./page.css";

const HUES = ["#176cd6", "#d8731f", "#1f9c93", "#ad0d4c", "#3b2275", "#2397c7"];

const { title, criteria, entries, presets } = await load();
const rows = entries.map(({ name, tagline, scores }) => ({
  name,
  tagline,
  ...Object.fromEntries(scores.map(({ value }, index) => [criteria[index].id, value])),
}));

document.querySelector("#app").innerHTML = `
  <section class="widget">
    <h2>${title}</h2>
    <div class="panels">
      <div class="controls"></div>
      <div class="lineup" data-late></div>
    </div>
  </section>`;

const list = document.querySelector(".lineup");
new MutationObserver((_, observer) => {
  if (!list.querySelector(".le-tr")) return;
  observer.disconnect();
  performance.mark("ready");
}).observe(list, { childList: true, subtree: true });

let [{ weights }] = presets;
const table = builder(rows).column(buildStringColumn("name").label("Name").width(130)).column(buildStringColumn("tagline").label("Tagline").width(130));
criteria.forEach(({ id, name }, index) => table.column(buildNumberColumn(id, [0, 1]).label(name).color(HUES[index])));
const columns = criteria.map(({ id }) => id);
const ranking = buildRanking().column("_rank").column("name").column("tagline").column({ type: "weightedSum", label: "Score", columns, weights });
const lineup = table.sidePanel(true, true).ranking(ranking.sortBy("Score", "desc")).buildTaggle(list);
const score = lineup.data.getLastRanking().flatColumns.find(({ desc }) => desc.type === "stack");
score.setWidth(480);

const sliders = criteria.map(({ name }, index) => {
  const slider = Object.assign(document.createElement("input"), { className: "slider", type: "range", min: 0, max: 100, value: weights[index] });
  slider.addEventListener("input", () => weigh(weights.with(index, slider.valueAsNumber)));
  const label = document.createElement("label");
  label.append(name, slider);
  return { label, slider };
});
const select = document.createElement("select");
select.append(...presets.map(({ name }, index) => new Option(name, index)));
select.addEventListener("change", () => {
  weigh(presets[select.value].weights);
  sliders.forEach(({ slider }, index) => (slider.value = weights[index]));
});
document.querySelector(".controls").append(...sliders.map(({ label }) => label), select);

function weigh(next) {
  weights = next;
  score.setWeights(weights);
}
