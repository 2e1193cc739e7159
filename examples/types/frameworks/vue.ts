import type { GlobalComponents } from "vue";
import "weigh-in";

type Props = InstanceType<GlobalComponents["weigh-in"]>["$props"];

export const all: Props = {
  id: "best",
  class: "wide",
  weights: { scale: 40 },
  theme: "auto",
  share: "off",
  load: "click",
  hide: "guide",
  name: "best",
  frame: "https://example.org/frame.html",
  lang: "de",
  dir: "ltr",
  onWeighInReady: (event) => console.log(event.detail.ranking[0]?.name),
  onWeighInInput: (event) => console.log(event.detail.weights),
  onWeighInChange: (event) => console.log(event.detail.shareUrl),
  onWeighInError: (event) => console.log(event.detail.problems),
};

// @ts-expect-error: not a theme
export const theme: Props = { theme: "blue" };
// @ts-expect-error: an error has no ranking
export const error: Props = { onWeighInError: (event) => event.detail.ranking };
