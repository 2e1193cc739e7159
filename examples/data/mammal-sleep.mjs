// Makes mammal-sleep.csv from the data set msleep in the Python package plotnine:
//   pip download plotnine==0.15.9 --no-deps && unzip plotnine-0.15.9-*.whl
//   node mammal-sleep.mjs plotnine/data/msleep.csv > mammal-sleep.csv
import { readFileSync } from "node:fs";

const CHOSEN = `Arctic fox|Asian elephant|Baboon|Big brown bat|Bottle-nosed dolphin|Brazilian tapir|Cheetah|Chimpanzee
Cow|Dog|Domestic cat|European hedgehog|Giant armadillo|Giraffe|Goat|Golden hamster|Gray seal|Guinea pig|Horse|House mouse
Human|Jaguar|Lion|Little brown bat|North American Opossum|Owl monkey|Pig|Potto|Rabbit|Red fox|Roe deer|Sheep|Slow loris
Three-toed sloth|Tiger`.split(/[|\n]/);

const DIETS = { carni: "carnivore", herbi: "herbivore", omni: "omnivore", insecti: "insectivore", NA: "" };
const number = (text) => (text === "NA" ? "" : String(Math.round(text * 100) / 100));

const rows = readFileSync(process.argv[2], "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.replaceAll('"', "").split(","))
  .filter(([name]) => CHOSEN.includes(name))
  .map(([name, genus, diet, order, , total, rem, cycle]) =>
    [name, `Genus ${genus}`, DIETS[diet], order, number(total), number(rem), number(cycle)].join(","),
  );

const header = [
  "name",
  "tagline",
  "tag:Diet",
  "tag:Order",
  "Sleep [weight=50 better=higher range=0..24 unit=hours a day]",
  "REM sleep [weight=40 better=higher range=0..8 unit=hours a day]",
  "Length of a cycle [weight=10 better=higher range=0..1.5 unit=hours]",
];
console.log([header.join(","), ...rows].join("\n"));
