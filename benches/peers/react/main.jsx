// A page with React: function components and hooks.
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { animateMoves, load, rank } from "../shared/ranking.js";
import "../shared/page.css";

function App({ data }) {
  const [weights, setWeights] = useState(data.presets[0].weights);
  const view = useMemo(() => rank(data, weights), [data, weights]);
  useLayoutEffect(() => {
    performance.mark("ready");
  }, []);
  return (
    <section className="widget">
      <h2>{data.title}</h2>
      <p className="sentence">
        {view.sentence.before}
        <b>{view.sentence.leader}</b>
        {view.sentence.after}
      </p>
      <div className="panels">
        <div className="controls">
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
    <div className="weight" data-hue={hue}>
      <span className="name">
        <i className="swatch" />
        {name}
      </span>
      <b className="number">{share}</b>
      <span className="track" style={{ "--value": value }}>
        <i className="band" style={{ "--low": band.low, "--high": band.high }} />
        <input
          className="slider"
          type="range"
          min="0"
          max="100"
          aria-label={name}
          value={value}
          onChange={(event) => onWeight(event.target.valueAsNumber)}
        />
      </span>
    </div>
  );
}

function Presets({ presets, selected, onSelect }) {
  return (
    <label className="presets">
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
    <ol className="ranking" ref={list}>
      {rows.map((row) => (
        <Entry key={row.id} {...row} />
      ))}
    </ol>
  );
}

function Entry({ rank, movement, name, tagline, segments, score }) {
  return (
    <li className="entry">
      <span className="rank">{rank}</span>
      <span className="movement" data-up={movement.up}>
        {movement.text}
      </span>
      <span className="title">
        <b>{name}</b>
        <span className="tagline">{tagline}</span>
      </span>
      <span className="bar">
        {segments.map(({ id, inferred, start, end }) => (
          <i key={id} className="segment" data-hue={id + 1} data-inferred={inferred} style={{ "--start": start, "--end": end }} />
        ))}
      </span>
      <span className="score">{score}</span>
    </li>
  );
}

createRoot(document.querySelector("#app")).render(<App data={await load()} />);
