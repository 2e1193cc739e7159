// @ts-check
// Loads the files of the WebAssembly: the main module, and the chunks, which the link lists. The build makes the link.
import { wasm } from "./weigh_in.js";

/** The time within which a chunk has to load, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Instantiates a module, given the promise of its response. Browsers compile while loading only if the content type is
 * right, and some pages remove the function for it.
 *
 * @param {Promise<Response>} file
 * @param {WebAssembly.Imports} imports
 */
export async function instantiate(file, imports) {
  const response = await file;
  if (!response.ok) throw new Error(`status ${response.status}`);
  const isStreamable = response.headers.get("content-type") === "application/wasm" && WebAssembly.instantiateStreaming;
  return isStreamable
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

/**
 * Returns a function that loads a chunk and those that it needs, unless they are loaded. After a failure it tries again.
 *
 * @param {() => URL} url
 * @param {(() => Promise<void>)[]} needed
 */
export function chunk(url, needed) {
  /** @type {Promise<void> | undefined} */
  let loaded;
  const load = async () => {
    const file = fetch(url(), { signal: AbortSignal.timeout(PATIENCE) });
    file.catch(() => {});
    await Promise.all(needed.map((load) => load()));
    await instantiate(file, { __wasm_split: wasm }).catch(({ message }) => {
      throw new Error(`<weigh-in>: ${url()} can't be used (${message}). Upload all files of one release together.`);
    });
  };
  return () => (loaded ??= load().catch((error) => {
    loaded = undefined;
    throw error;
  }));
}

/**
 * Returns the function that the WebAssembly calls to load a chunk: it calls back by index, with data and with whether
 * the chunk is loaded.
 *
 * @param {() => Promise<void>} load
 */
export const splitFunction = (load) => async (/** @type {number} */ callback, /** @type {number} */ data) => {
  let isLoaded = true;
  await load().catch(({ message }) => {
    console.error(message);
    isLoaded = false;
  });
  wasm.__indirect_function_table.get(callback)(data, isLoaded);
};
