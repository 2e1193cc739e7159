import "weigh-in";

export const valid = (
  <weigh-in theme="dark" weights="scale:40" class="wide" onweigh-in-change={(event) => console.log(event.detail.shareUrl)} />
);

export const invalid = [
  // @ts-expect-error: not a theme
  <weigh-in theme="blue" />,
  // @ts-expect-error: an error has no ranking
  <weigh-in onweigh-in-error={(event) => event.detail.ranking} />,
];
