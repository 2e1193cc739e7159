// What code to embed a widget needs. Loaded when a reader first asks for it.
import { looks } from "./looks.js";

/**
 * What code to embed the widget needs: the folder of the shell, the shell's integrity, and what is set, with
 * the URL of own data, or an empty one for those that have none.
 */
export async function embed(element, attribute, lang, own) {
  const folder = new URL(import.meta.url.replace(/[^/]*$/, ""));
  const integrity = await fetch(new URL("integrity.json", folder)).then((response) => response.json());
  const names = ["theme", "share", "load", "hide"];
  const set = [...names.map((name) => [name, attribute(name)]), ["lang", /^en\b/.test(lang) ? "" : lang], ...Object.entries(looks(element))];
  const src = own ? ["src", own.url] : [];
  return [folder.href, integrity["weigh-in.js"], ...src, ...set.filter(([, value]) => value).flat()];
}
