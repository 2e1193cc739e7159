import { useRef } from "react";
import type { WeighInElement, Weights } from "weigh-in";

const start: Weights = { scale: 40 };

export function All() {
  const element = useRef<WeighInElement>(null);
  return (
    <weigh-in
      ref={element}
      id="best"
      className="wide"
      style={{ "--weigh-in-accent": "#8b1a1a", marginBlock: 32 }}
      weights={start}
      theme="dark"
      share="query"
      load="eager"
      hide="guide save"
      name="best"
      frame
      lang="ar"
      dir="rtl"
      onweigh-in-ready={(event) => console.log(event.detail.ranking[0]?.name)}
      onweigh-in-input={(event) => console.log(event.detail.weights)}
      onweigh-in-change={(event) => console.log(event.detail.shareUrl)}
      onweigh-in-error={(event) => console.log(event.detail.message, event.detail.problems)}
      onClick={() => element.current?.reset()}
    >
      <p>The published ranking.</p>
    </weigh-in>
  );
}

export const invalid = [
  // @ts-expect-error: not a theme
  <weigh-in theme="blue" />,
  // @ts-expect-error: not a part of the URL
  <weigh-in share="path" />,
  // @ts-expect-error: not a time to load
  <weigh-in load="later" />,
  // @ts-expect-error: weights are numbers
  <weigh-in weights={{ scale: "40" }} />,
  // @ts-expect-error: a listener is a function
  <weigh-in onweigh-in-change="change" />,
  // @ts-expect-error: an error has no ranking
  <weigh-in onweigh-in-error={(event) => event.detail.ranking} />,
];
