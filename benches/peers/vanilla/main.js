// A page without a framework: the elements are created once, and a step changes only what differs.
import { animateMoves, load, rank } from "../shared/ranking.js";
import "../shared/page.css";

/** Creates an element with these properties, attributes named `data-…`, and children. */
function create(tag, { data, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
}

/** Creates a row, and returns it with the function that updates it. */
function createRow(entry) {
  const rank = create("span", { className: "rank" });
  const movement = create("span", { className: "movement" });
  const segments = entry.segments.map(({ id, inferred }) => create("i", { className: "segment", data: { hue: id + 1, inferred } }));
  const score = create("span", { className: "score" });
  const title = create(
    "span",
    { className: "title" },
    create("b", { textContent: entry.name }),
    create("span", { className: "tagline", textContent: entry.tagline }),
  );
  const row = create("li", { className: "entry" }, rank, movement, title, create("span", { className: "bar" }, ...segments), score);
  const update = (entry) => {
    rank.textContent = entry.rank;
    movement.textContent = entry.movement.text;
    movement.dataset.up = entry.movement.up;
    entry.segments.forEach(({ id, start, end }) => (segments[id].style = `--start: ${start}; --end: ${end}`));
    score.textContent = entry.score;
  };
  return { row, update };
}

/** Creates a slider, and returns its elements with the function that updates them. */
function createWeight({ name }, index, onWeight) {
  const number = create("b", { className: "number" });
  const slider = create("input", { className: "slider", type: "range", min: 0, max: 100, ariaLabel: name });
  slider.addEventListener("input", () => onWeight(slider.valueAsNumber));
  const band = create("i", { className: "band" });
  const track = create("span", { className: "track" }, band, slider);
  const label = create("span", { className: "name" }, create("i", { className: "swatch" }), name);
  const element = create("div", { className: "weight", data: { hue: index + 1 } }, label, number, track);
  const update = (value, share, { low, high }) => {
    number.textContent = share;
    slider.value = value;
    track.style.setProperty("--value", value);
    band.style = `--low: ${low}; --high: ${high}`;
  };
  return { element, update };
}

const data = await load();
let view = rank(data, data.presets[0].weights);

const leader = create("b");
const [before, after] = [new Text(), new Text()];
const weights = data.criteria.map((criterion, index) =>
  createWeight(criterion, index, (weight) => show(view.weights.with(index, weight))),
);
const custom = new Option("Custom", "custom");
custom.disabled = true;
const select = create("select", {}, custom, ...data.presets.map(({ name }, index) => new Option(name, index)));
select.addEventListener("change", () => show(data.presets[select.value].weights));
const rows = new Map(view.rows.map((entry) => [entry.id, createRow(entry)]));
const list = create("ol", { className: "ranking" }, ...view.rows.map(({ id }) => rows.get(id).row));

let tops;
function show(weightsNow) {
  const order = view.rows.map(({ id }) => id).join();
  view = rank(data, weightsNow);
  before.data = view.sentence.before;
  leader.textContent = view.sentence.leader;
  after.data = view.sentence.after;
  weights.forEach(({ update }, index) => update(view.weights[index], view.shares[index], view.bands[index]));
  select.value = view.preset;
  for (const entry of view.rows) rows.get(entry.id).update(entry);
  if (order === view.rows.map(({ id }) => id).join()) return;
  list.append(...view.rows.map(({ id }) => rows.get(id).row));
  tops = animateMoves(list, tops);
}

document.querySelector("#app").append(
  create(
    "section",
    { className: "widget" },
    create("h2", { textContent: data.title }),
    create("p", { className: "sentence" }, before, leader, after),
    create(
      "div",
      { className: "panels" },
      create(
        "div",
        { className: "controls" },
        ...weights.map(({ element }) => element),
        create("label", { className: "presets" }, "Start from ", select),
      ),
      list,
    ),
  ),
);
show(view.weights);
tops = animateMoves(list);
performance.mark("ready");
