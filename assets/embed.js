// @ts-check
// Collects the data for the code to embed. Loaded when a reader first opens the dialog.
import { languageOf } from "./language.js";
import { themeOf } from "./theme-properties.js";

/**
 * Returns the data for the code to embed: the URL of the shell's folder, the shell's integrity hash, and alternating
 * names and values of attributes. For data of the publisher `src` is their URL, or empty if they have none.
 *
 * @param {Element} element
 * @param {(name: string) => string | null | undefined} attribute
 * @param {string} lang
 * @param {Dataset | undefined} dataset
 * @returns {Promise<string[]>}
 */
export async function embed(element, attribute, lang, dataset) {
  const folder = new URL(import.meta.url.replace(/[^/]*$/, ""));
  const integrity = await fetch(new URL("integrity.json", folder)).then((response) => response.json());
  const names = ["theme", "share", "load", "hide"];
  const attributes = [
    ...names.map((name) => [name, attribute(name)]),
    ["lang", languageOf(lang) === "en" ? "" : lang],
    ...Object.entries(themeOf(element)),
  ];
  const src = dataset ? ["src", dataset.url] : [];
  return [folder.href, integrity["weigh-in.js"], ...src, ...attributes.filter(([, value]) => value).flat()];
}
