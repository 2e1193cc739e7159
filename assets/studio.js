// @ts-check
// Starts the studio, and makes it work offline: keeps all files that the studio and the widget can load in memory. The
// build replaces MODULE with the name of the studio's WebAssembly in the same folder, WORKBOOK with that of the script
// that reads workbooks, and SCRIPTS and FILES with those of the files that the widget loads.
import init from "./weigh_in_studio.js";

const siblingUrl = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
const show = (/** @type {string} */ id) => document.getElementById(id)?.removeAttribute("hidden");

/**
 * Shows a notice after a trap, which makes the studio unusable. The text in the editor stays.
 *
 * @param {unknown} error
 */
function showIfCrashed(error) {
  if (error instanceof WebAssembly.RuntimeError && /\/studio-/.test(error.stack ?? "")) show("broken");
}
addEventListener("error", (event) => showIfCrashed(event.error));
addEventListener("unhandledrejection", (event) => showIfCrashed(event.reason));

/** The promises of the files' contents, by URL. */
const cache = new Map();
const fetchFromNetwork = globalThis.fetch;

/** @param {string} name */
async function fetchBlob(name) {
  const response = await fetchFromNetwork(siblingUrl(name));
  if (!response.ok) throw new Error(`${siblingUrl(name)} answered with status ${response.status}.`);
  return response.blob();
}

globalThis.fetch = async (resource, options) => {
  const url = new URL(resource instanceof Request ? resource.url : resource, document.baseURI).href;
  return cache.has(url) ? new Response(await cache.get(url)) : fetchFromNetwork(resource, options);
};

// A query makes each file start with a new instance: a file that traps leaves the module unusable.
let workbooks = 0;
globalThis.readWorkbook = async (/** @type {Uint8Array} */ bytes) => {
  const { readSheets } = await import(`${siblingUrl(WORKBOOK)}?${workbooks++}`);
  return readSheets(bytes);
};

try {
  for (const name of FILES) cache.set(siblingUrl(name), fetchBlob(name));
  await Promise.all([init({ module_or_path: siblingUrl(MODULE) }), ...SCRIPTS.map((name) => import(name)), ...cache.values()]);
  document.documentElement.dataset.loaded = "";
} catch (error) {
  console.error(error);
  show("absent");
}
