import "weigh-in";
import type { StabilityInterval, Robustness, NearestWeights, RankedEntry, WeighInElement, WeighInErrorDetail, Weights } from "weigh-in";

const element: WeighInElement = document.createElement("weigh-in");
const queried: WeighInElement | null = document.querySelector("weigh-in");

element.weights = { scale: 40, costs: 7.5 };
element.weights = "scale:40 costs:7.5";
const weights: Weights = element.weights;
element.data = { criteria: [], entries: [] };
element.data = "name,Costs\nAcme,40\n";
element.data = null;
const data: object | string | undefined = element.data;
const leader: RankedEntry | undefined = element.ranking[0];
const score: number | null | undefined = leader?.score;
const rank: string = `${leader?.tied ? "=" : ""}${leader?.rank ?? ""} ${leader?.name} ${leader?.id}`;
const robustness: Robustness | undefined = element.robustness;
const firstShare: number | undefined = robustness?.firstShare["coincover"];
const interval: StabilityInterval | undefined = robustness?.stabilityIntervals["scale"];
const bounds: string = `${interval?.below ?? "nobody"} ${interval?.low} ${interval?.high} ${interval?.above ?? "nobody"}`;
const path: NearestWeights | null | undefined = robustness?.nearestWeights["aon"];
if (path && path.movement > 0) element.weights = path.weights;
const link: string = element.shareUrl;
element.ready.then((ready) => ready.reset());

element.addEventListener("weigh-in-ready", (event) => console.log(event.detail.weights.scale));
element.addEventListener("weigh-in-input", (event) => console.log(event.detail.ranking[0]?.name));
element.addEventListener("weigh-in-error", ({ detail }) => describeError(detail));
element.addEventListener("click", (event) => console.log(event.clientX));
document.addEventListener("weigh-in-change", ({ target, detail }) => console.log(target.robustness, detail.shareUrl));

function describeError({ message, problems }: WeighInErrorDetail): string {
  return [message, ...problems.map((problem) => `${problem.place}: ${problem.message}`)].join("\n");
}

// @ts-expect-error: data are an object or a string
element.data = 7;
// @ts-expect-error: weights are numbers
element.weights = { scale: "40" };
// @ts-expect-error: `ranking` is read-only
element.ranking = [];
// @ts-expect-error: `robustness` is read-only
element.robustness = undefined;
// @ts-expect-error: `robustness` may be undefined
const stabilityIntervals: Record<string, StabilityInterval> = element.robustness.stabilityIntervals;
// @ts-expect-error: there may be no nearest weights
const movement: number = robustness!.nearestWeights["aon"].movement;
// @ts-expect-error: `shareUrl` is read-only
element.shareUrl = "";
// @ts-expect-error: `ready` is read-only
element.ready = Promise.resolve(element);
// @ts-expect-error: it has no parameters
element.reset(1);
// @ts-expect-error: the rank may be null
const first: number = element.ranking[0]!.rank;
// @ts-expect-error: an error has no weights
element.addEventListener("weigh-in-error", (event) => event.detail.weights);
// @ts-expect-error: no such method
element.refresh();

export { stabilityIntervals, data, bounds, firstShare, queried, first, link, movement, rank, score, weights };
