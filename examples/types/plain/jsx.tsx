import "weigh-in";

export const right = (
  <weigh-in theme="dark" weights="scale:40" class="wide" onweigh-in-change={(event) => console.log(event.detail.shareUrl)} />
);

export const wrong = [
  // @ts-expect-error: not a theme
  <weigh-in theme="blue" />,
  // @ts-expect-error: errors tell no ranking
  <weigh-in onweigh-in-error={(event) => event.detail.ranking} />,
];
