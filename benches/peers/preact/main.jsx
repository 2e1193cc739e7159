// A page with Preact: function components and hooks.
import { render } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { animateMoves, load, rank } from "../shared/ranking.js";
import "../shared/page.css";

function App({ data }) {
  const [weights, setWeights] = useState(data.presets[0].weights);
  const view = useMemo(() => rank(data, weights), [data, weights]);
  useLayoutEffect(() => {
    performance.mark("ready");
  }, []);
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
          {data.criteria.map(({ id, name }, index) => (
            <Weight
              key={id}
              name={name}
              hue={index + 1}
              value={weights[index]}
              share={view.shares[index]}
              band={view.bands[index]}
              onWeight={(weight) => setWeights(weights.with(index, weight))}
            />
          ))}
          <Presets presets={data.presets} selected={view.preset} onSelect={setWeights} />
        </div>
        <Ranking rows={view.rows} />
      </div>
    </section>
  );
}

function Weight({ name, hue, value, share, band, onWeight }) {
  return (
    <div class="weight" data-hue={hue}>
      <span class="name">
        <i class="swatch" />
        {name}
      </span>
      <b class="number">{share}</b>
      <span class="track" style={{ "--value": value }}>
        <i class="band" style={{ "--low": band.low, "--high": band.high }} />
        <input
          class="slider"
          type="range"
          min="0"
          max="100"
          aria-label={name}
          value={value}
          onInput={(event) => onWeight(event.target.valueAsNumber)}
        />
      </span>
    </div>
  );
}

function Presets({ presets, selected, onSelect }) {
  return (
    <label class="presets">
      Start from{" "}
      <select value={selected} onChange={(event) => onSelect(presets[event.target.value].weights)}>
        <option value="custom" disabled>
          Custom
        </option>
        {presets.map(({ name }, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Ranking({ rows }) {
  const list = useRef(null);
  const tops = useRef();
  const order = rows.map(({ id }) => id).join();
  useLayoutEffect(() => {
    tops.current = animateMoves(list.current, tops.current);
  }, [order]);
  return (
    <ol class="ranking" ref={list}>
      {rows.map((row) => (
        <Entry key={row.id} {...row} />
      ))}
    </ol>
  );
}

function Entry({ rank, movement, name, tagline, segments, score }) {
  return (
    <li class="entry">
      <span class="rank">{rank}</span>
      <span class="movement" data-up={movement.up}>
        {movement.text}
      </span>
      <span class="title">
        <b>{name}</b>
        <span class="tagline">{tagline}</span>
      </span>
      <span class="bar">
        {segments.map(({ id, inferred, start, end }) => (
          <i key={id} class="segment" data-hue={id + 1} data-inferred={inferred} style={{ "--start": start, "--end": end }} />
        ))}
      </span>
      <span class="score">{score}</span>
    </li>
  );
}

render(<App data={await load()} />, document.querySelector("#app"));
