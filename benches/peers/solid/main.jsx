// A page with Solid: components that run once, and a store whose differences reach the page one by one.
import { createEffect, For, on, onMount } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { render } from "solid-js/web";
import { animateMoves, load, rank } from "../shared/ranking.js";
import "../shared/page.css";

function App({ data }) {
  const [view, setView] = createStore(rank(data, data.presets[0].weights));
  const show = (weights) => setView(reconcile(rank(data, weights)));
  onMount(() => performance.mark("ready"));
  return (
    <section class="widget">
      <h2>{data.title}</h2>
      <p class="sentence">
        {view.sentence.before}
        <b>{view.sentence.leader}</b>
        {view.sentence.after}
      </p>
      <div class="panels">
        <div class="controls">
          <For each={data.criteria}>
            {({ name }, index) => (
              <Weight
                name={name}
                hue={index() + 1}
                value={view.weights[index()]}
                share={view.shares[index()]}
                band={view.bands[index()]}
                onWeight={(weight) => show(view.weights.with(index(), weight))}
              />
            )}
          </For>
          <Presets presets={data.presets} selected={view.preset} onSelect={show} />
        </div>
        <Ranking rows={view.rows} />
      </div>
    </section>
  );
}

function Weight(props) {
  return (
    <div class="weight" data-hue={props.hue}>
      <span class="name">
        <i class="swatch" />
        {props.name}
      </span>
      <b class="number">{props.share}</b>
      <span class="track" style={{ "--value": props.value }}>
        <i class="band" style={{ "--low": props.band.low, "--high": props.band.high }} />
        <input
          class="slider"
          type="range"
          min="0"
          max="100"
          aria-label={props.name}
          value={props.value}
          onInput={(event) => props.onWeight(event.currentTarget.valueAsNumber)}
        />
      </span>
    </div>
  );
}

function Presets(props) {
  return (
    <label class="presets">
      Start from{" "}
      <select onChange={(event) => props.onSelect(props.presets[event.currentTarget.value].weights)}>
        <option value="custom" disabled selected={props.selected === "custom"}>
          Custom
        </option>
        <For each={props.presets}>
          {({ name }, index) => (
            <option value={index()} selected={props.selected === String(index())}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

function Ranking(props) {
  let list;
  let tops;
  createEffect(
    on(
      () => props.rows.map(({ id }) => id).join(),
      () => {
        tops = animateMoves(list, tops);
      },
    ),
  );
  return (
    <ol class="ranking" ref={list}>
      <For each={props.rows}>{(row) => <Entry row={row} />}</For>
    </ol>
  );
}

function Entry(props) {
  return (
    <li class="entry">
      <span class="rank">{props.row.rank}</span>
      <span class="movement" data-up={props.row.movement.up}>
        {props.row.movement.text}
      </span>
      <span class="title">
        <b>{props.row.name}</b>
        <span class="tagline">{props.row.tagline}</span>
      </span>
      <span class="bar">
        <For each={props.row.segments}>
          {(segment) => (
            <i
              class="segment"
              data-hue={segment.id + 1}
              data-inferred={segment.inferred}
              style={{ "--start": segment.start, "--end": segment.end }}
            />
          )}
        </For>
      </span>
      <span class="score">{props.row.score}</span>
    </li>
  );
}

const data = await load();
render(() => <App data={data} />, document.querySelector("#app"));
