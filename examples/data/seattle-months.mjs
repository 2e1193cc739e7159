// Makes seattle-months.json from the daily weather in the npm package vega-datasets:
//   npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
//   node seattle-months.mjs package/data/seattle-weather.csv > seattle-months.json
import { readFileSync } from "node:fs";

const days = readFileSync(process.argv[2], "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([date, rain, warmest, coldest, wind, weather]) => ({ date, rain: +rain, warmest: +warmest, wind: +wind, weather }));

const YEARS = new Set(days.map((day) => day.date.slice(0, 4))).size;
const SEASONS = ["winter", "spring", "summer", "autumn"];
const criterion = (id, name, weight, better, range, unit, description) => ({ id, name, weight, description, better, range, unit });

const criteria = [
  criterion("warmth", "Warmth", 30, "higher", [0, 30], "°C", "The highest temperature of a day, on average."),
  criterion("sun", "Sunny days", 20, "higher", [0, 31], "days", "Days whose weather is told as sun, a month."),
  criterion("rain", "Rain", 20, "lower", [0, 200], "mm", "Precipitation, a month."),
  criterion("wet-days", "Wet days", 20, "lower", [0, 31], "days", "Days with any precipitation, a month."),
  criterion("wind", "Wind", 10, "lower", [0, 5], "m/s", "The speed of the wind, on average."),
];

const sum = (days, of) => days.reduce((total, day) => total + Number(of(day)), 0);
const rounded = (number) => Math.round(number * 10) / 10;

const entries = [...Array(12).keys()].map((month) => {
  const of = days.filter((day) => Number(day.date.slice(5, 7)) === month + 1);
  return {
    name: new Date(Date.UTC(2012, month)).toLocaleString("en", { month: "long", timeZone: "UTC" }),
    scores: {
      warmth: rounded(sum(of, (day) => day.warmest) / of.length),
      sun: rounded(sum(of, (day) => day.weather === "sun") / YEARS),
      rain: rounded(sum(of, (day) => day.rain) / YEARS),
      "wet-days": rounded(sum(of, (day) => day.rain > 0) / YEARS),
      wind: rounded(sum(of, (day) => day.wind) / of.length),
    },
    tags: { season: [SEASONS[Math.floor(((month + 1) % 12) / 3)]] },
  };
});

const set = {
  $schema: "../../assets/comparison.schema.json",
  id: "seattle-months",
  title: "The best month for a visit to Seattle",
  source: {
    name: "NOAA, by way of vega-datasets 3.2.1",
    url: "https://vega.github.io/vega-datasets/",
    note: "Every score is a mean over the daily weather of 2012 to 2015, measured for NOAA, the weather service of the United States. Weights and ranges are our own.",
  },
  criteria,
  facets: [{ id: "season", name: "Season", values: SEASONS.map((id) => ({ id, name: id[0].toUpperCase() + id.slice(1) })) }],
  entries,
  presets: [
    { id: "dry", name: "Dry above all", weights: { warmth: 10, sun: 15, rain: 35, "wet-days": 35, wind: 5 } },
    { id: "sailing", name: "For sailors", note: "Little rain; the wind may blow.", weights: { warmth: 30, sun: 30, rain: 20, "wet-days": 20, wind: 0 } },
  ],
};
console.log(JSON.stringify(set, null, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, items) => `[${items.replace(/\s+/g, " ")}]`));
