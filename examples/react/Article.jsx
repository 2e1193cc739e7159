import { useRef, useState } from "react";
import "weigh-in";

const PUBLISHED = [
  "Evertas", "Coincover", "Marsh", "Aon", "Munich Re",
  "Lloyd’s Market", "Canopius", "Relm Insurance", "Breach Insurance", "Chainproof",
];

// Outside the component: a new object at every render would reset the reader's weights.
const START = { scale: 40 };

export function Article() {
  const element = useRef(null);
  const [leader, setLeader] = useState(PUBLISHED[0]);
  const follow = (event) => setLeader(event.detail.ranking[0]?.name);
  return (
    <main>
      <h1>Best custody insurance providers</h1>
      <p>First by your weights: <output>{leader}</output></p>
      <button type="button" onClick={() => element.current.reset()}>As published</button>
      <weigh-in ref={element} weights={START} onweigh-in-ready={follow} onweigh-in-input={follow} onweigh-in-change={follow}>
        <ol>{PUBLISHED.map((name) => <li key={name}>{name}</li>)}</ol>
      </weigh-in>
    </main>
  );
}
