// @ts-check
// Starts the studio, and makes it independent of the network: once this has run, all that it and the widget may
// ever ask for is in memory. The build fills in MODULE, the studio's WebAssembly, SCRIPTS and FILES, what the
// widget loads, all beside this file.
import init from "./weigh_in_studio.js";

const beside = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
const show = (/** @type {string} */ id) => document.getElementById(id)?.removeAttribute("hidden");

/**
 * Says that nothing answers any more after a trap; the text stands in its field.
 *
 * @param {unknown} error
 */
function crashed(error) {
  if (error instanceof WebAssembly.RuntimeError && /\/studio-/.test(error.stack ?? "")) show("broken");
}
addEventListener("error", (event) => crashed(event.error));
addEventListener("unhandledrejection", (event) => crashed(event.reason));

/** The promises of the files' contents, by URL. */
const kept = new Map();
const fetchFromNetwork = globalThis.fetch;

/** @param {string} name */
async function keep(name) {
  const response = await fetchFromNetwork(beside(name));
  if (!response.ok) throw new Error(`${beside(name)} answered with status ${response.status}.`);
  return response.blob();
}

globalThis.fetch = async (resource, options) => {
  const url = new URL(resource instanceof Request ? resource.url : resource, document.baseURI).href;
  return kept.has(url) ? new Response(await kept.get(url)) : fetchFromNetwork(resource, options);
};

try {
  for (const name of FILES) kept.set(beside(name), keep(name));
  await Promise.all([init({ module_or_path: beside(MODULE) }), ...SCRIPTS.map((name) => import(name)), ...kept.values()]);
  document.documentElement.dataset.loaded = "";
} catch (error) {
  console.error(error);
  show("absent");
}
