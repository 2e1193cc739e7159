import { useEffect, useRef, useState } from "react";
import "weigh-in";
import phones from "../data/phones.json";

const names = phones.entries.map(({ name }) => name); // in their published order

export function Article() {
  const ref = useRef(null);
  const [leader, setLeader] = useState(names[0]);

  // React 18 sets no properties of custom elements, and does not listen to their events.
  useEffect(() => {
    const element = ref.current;
    const follow = (event) => setLeader(event.detail.ranking[0]?.name);
    element.data = phones;
    element.addEventListener("weigh-in-change", follow);
    return () => element.removeEventListener("weigh-in-change", follow);
  }, []);

  return (
    <main>
      <h1>{phones.title}</h1>
      <p>First by your weights: <output>{leader}</output></p>
      <weigh-in ref={ref}>
        <ol>{names.map((name) => <li key={name}>{name}</li>)}</ol>
      </weigh-in>
    </main>
  );
}
