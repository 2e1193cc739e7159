// Builds what `cargo xtask bench` measures beside the release into the folder given as the argument: the pages of
// peers/, and three data sets made from the bundled one. esbuild is the one of the release, in the folder above.
import { transformFileAsync } from "@babel/core";
import solid from "babel-preset-solid";
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = import.meta.dirname;
const output = process.argv[2];

/** Compiles JSX with Solid's own compiler. */
const solidCompiler = {
  name: "solid",
  setup(build) {
    build.onLoad({ filter: /\.jsx$/ }, async ({ path }) => {
      const { code } = await transformFileAsync(path, { presets: [solid], babelrc: false, configFile: false });
      return { contents: code };
    });
  },
};

/** Bundles a page as its users would for production. */
const bundle = (name, script, options) =>
  build({
    entryPoints: { [name]: join(root, "peers", name, script) },
    outdir: output,
    bundle: true,
    minify: true,
    format: "esm",
    target: "chrome111",
    legalComments: "none",
    logLevel: "warning",
    loader: { ".ttf": "file" },
    define: { "process.env.NODE_ENV": '"production"' },
    ...options,
  });

/** Reduces the bundled data set to what the peers show. */
async function reduced() {
  const data = JSON.parse(await readFile(join(root, "../assets/custody-insurance.json"), "utf8"));
  return {
    id: data.id,
    title: data.title,
    criteria: data.criteria.map(({ id, name, weight, better, range }) => ({ id, name, weight, better, range })),
    presets: data.presets.map(({ id, name, weights }) => ({ id, name, weights })),
    entries: data.entries.map(({ id, name, tagline, publishedRank, scores }) => ({
      id,
      name,
      tagline,
      publishedRank,
      scores: Object.fromEntries(Object.entries(scores).map(([id, { value, basis }]) => [id, { value, basis }])),
    })),
  };
}

/** Adds two entries, so that a publisher's own data set has twelve. */
function extended(data) {
  const scores = (values) => Object.fromEntries(data.criteria.map(({ id }, index) => [id, { value: values[index], basis: "stated" }]));
  const more = [
    { id: "first", name: "First Mutual", tagline: "Mutual for exchanges", publishedRank: 11, scores: scores([40, 51, 44, 38, 47, 52]) },
    { id: "second", name: "Second Mutual", tagline: "Mutual for banks", publishedRank: 12, scores: scores([33, 42, 39, 46, 35, 41]) },
  ];
  return { ...data, entries: [...data.entries, ...more] };
}

/** Writes a data set as a table. */
function csv({ criteria, entries }) {
  const columns = criteria.map(({ id, name, weight, better, range }) => `${name} [id=${id} weight=${weight} better=${better} range=${range.join("..")}]`);
  const rows = entries.map(({ id, name, tagline, publishedRank, scores }) => [
    id,
    name,
    `"${tagline}"`,
    publishedRank,
    ...criteria.map(({ id }) => scores[id].value),
  ]);
  return [["id", "name", "tagline", "published_rank", ...columns], ...rows].map((row) => row.join(",")).join("\n");
}

await mkdir(output, { recursive: true });
const jsx = (importSource) => ({ jsx: "automatic", jsxImportSource: importSource });
const data = await reduced();
const own = extended(data);
await Promise.all([
  bundle("vanilla", "main.js"),
  bundle("preact", "main.jsx", jsx("preact")),
  bundle("react", "main.jsx", jsx("react")),
  bundle("solid", "main.jsx", { plugins: [solidCompiler] }),
  bundle("lineup", "main.js"),
  writeFile(join(output, "data.json"), JSON.stringify(data)),
  writeFile(join(output, "own.json"), JSON.stringify(own)),
  writeFile(join(output, "own.csv"), csv(own)),
]);
