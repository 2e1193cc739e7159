// What the peers have in common, whatever renders it: the data set, and a function from weights to what is shown.

/**
 * Fetches the data set. Replaces the scores by a list in the order of the criteria, normalized to 0–1, and adds the
 * published and equal weights to the presets.
 */
export async function load() {
  const response = await fetch("data.json");
  const data = await response.json();
  for (const entry of data.entries) {
    entry.scores = data.criteria.map(({ id, better, range: [low, high] }) => {
      const { value, basis } = entry.scores[id];
      const normalized = (value - low) / (high - low);
      return { value: better === "higher" ? normalized : 1 - normalized, inferred: basis === "inferred" };
    });
  }
  data.presets = [
    { name: "Article’s weights", weights: data.criteria.map(({ weight }) => weight) },
    { name: "Equal weights", weights: data.criteria.map(() => 16) },
    ...data.presets.map(({ name, weights }) => ({ name, weights: data.criteria.map(({ id }) => weights[id]) })),
  ];
  return data;
}

/** Returns what is shown for some weights, one for each criterion, from 0 to 100. */
export function rank({ criteria, entries, presets }, weights) {
  const sum = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const points = (entry) => entry.scores.reduce((total, { value }, index) => total + weights[index] * value, 0) * 100 / sum;
  const totals = new Map(entries.map((entry) => [entry, points(entry)]));
  const order = [...entries].sort((a, b) => totals.get(b) - totals.get(a) || a.publishedRank - b.publishedRank);
  const scores = order.map((entry) => totals.get(entry));
  const preset = presets.findIndex((preset) => preset.weights.every((weight, index) => weight === weights[index]));
  return {
    weights: [...weights],
    preset: preset < 0 ? "custom" : String(preset),
    shares: percentages(weights, sum),
    bands: criteria.map((_, index) => band(order, totals, weights, sum, index)),
    sentence: sentence(order, scores, preset),
    rows: order.map((entry, index) => {
      const rank = scores.indexOf(scores[index]) + 1;
      return {
        id: entry.id,
        name: entry.name,
        tagline: entry.tagline,
        rank,
        movement: movement(entry.publishedRank - rank),
        score: oneDecimal(scores[index]),
        segments: segments(entry, weights, sum),
      };
    }),
  };
}

/** Returns the shares of the total in whole percentages that add up to 100, by the method of largest remainders. */
function percentages(weights, sum) {
  const shares = weights.map((weight) => weight * 100 / sum);
  const percentages = shares.map(Math.floor);
  const left = Math.round(shares.reduce((sum, share, index) => sum + share - percentages[index], 0));
  const byRemainder = shares.map((share, index) => [share - percentages[index], index]).sort(([a], [b]) => b - a);
  for (const [, index] of byRemainder.slice(0, left)) percentages[index] += 1;
  return percentages.map((percentage) => `${percentage}%`);
}

/** Returns the range of a criterion's weight in which the leader stays first while the other weights stay. */
function band([leader, ...rivals], totals, weights, sum, index) {
  let [low, high] = [0, 100];
  for (const rival of rivals) {
    const lead = (totals.get(leader) - totals.get(rival)) * sum / 100;
    const slope = leader.scores[index].value - rival.scores[index].value;
    const crossing = weights[index] - lead / slope;
    if (slope > 0) low = Math.max(low, crossing);
    if (slope < 0) high = Math.min(high, crossing);
  }
  return { low, high };
}

function sentence([leader, second], [first, next], preset) {
  const lead = oneDecimal(oneDecimal(first) - oneDecimal(next));
  return {
    before: preset === 0 ? "With the article’s weights, " : "With your weights, ",
    leader: leader.name,
    after: ` comes first, ${lead} points ahead of ${second.name}.`,
  };
}

/** Rounds half up, also where a sum of binary fractions is slightly less than a half. */
const oneDecimal = (number) => (Math.round(number * 10 + 1e-6) / 10).toFixed(1);

function movement(distance) {
  return { up: distance > 0, text: distance === 0 ? "" : `${distance > 0 ? "▲" : "▼"}${Math.abs(distance)}` };
}

/** Returns the parts of an entry's bar. Both ends are in points. */
function segments(entry, weights, sum) {
  let end = 0;
  return entry.scores.map(({ value, inferred }, index) => {
    const start = end;
    end += weights[index] * value * 100 / sum;
    return { id: index, inferred, start: oneDecimal(start), end: oneDecimal(end) };
  });
}

/**
 * Animates the rows of a list that have moved since the call that returned `before`. The animations add up, so that one
 * in progress goes on.
 */
export function animateMoves(list, before) {
  const tops = new Map(Array.from(list.children, (row) => [row, row.offsetTop]));
  for (const [row, top] of tops) {
    const distance = (before?.get(row) ?? top) - top;
    if (distance === 0) continue;
    row.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], {
      duration: 200,
      easing: "cubic-bezier(.2, 0, 0, 1)",
      composite: "add",
    });
  }
  return tops;
}
