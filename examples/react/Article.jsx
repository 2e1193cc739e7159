import { useEffect, useState } from "react";
import "weigh-in";
import phones from "../data/phones.json";

const names = phones.entries.map(({ name }) => name); // in their published order

export function Article() {
  const [leader, setLeader] = useState(names[0]);
  const follow = (event) => setLeader(event.detail.ranking[0]?.name);

  // React sets properties and listeners of an element that it creates, but not of one that it hydrates. So the server
  // renders the plain list, and the browser creates the element around it.
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);

  const list = <ol>{names.map((name) => <li key={name}>{name}</li>)}</ol>;
  return (
    <main>
      <h1>{phones.title}</h1>
      <p>First by your weights: <output>{leader}</output></p>
      {isHydrated ? <weigh-in data={phones} onweigh-in-change={follow}>{list}</weigh-in> : list}
    </main>
  );
}
