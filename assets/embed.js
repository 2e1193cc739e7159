// @ts-check
// What code to embed a widget needs. Loaded when a reader first asks for it.
import { languageOf } from "./language.js";
import { themeOf } from "./theme-properties.js";

/**
 * Returns what code to embed the widget needs: the folder of the shell, the shell's integrity, and names and values of
 * attributes in turns, with the URL of own data, or an empty one for those that have none.
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
