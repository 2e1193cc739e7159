// What the shell loads once for all widgets of a page: the style sheet, the WebAssembly's glue, and the
// reader's language. The build fills in DE, ES, FR and AR, the names of the translations beside this file.
import init, { Widget as Bound } from "./weigh_in.js";
import css from "./weigh-in.css";
import { looks } from "./looks.js";

export const styles = new CSSStyleSheet();
styles.replaceSync(css);

/** Starts the WebAssembly, given the promise of its response. */
export const start = (wasm) => init({ module_or_path: wasm });

export class Widget extends Bound {
  #mount;

  constructor(base, options) {
    const mount = listening();
    base.replaceChildren(mount);
    super(mount, options);
    this.#mount = mount;
  }

  unmount() {
    const state = super.unmount();
    queueMicrotask(this.#mount.release);
    return state;
  }
}

/** An element that can be rid of its listeners: Yew 0.23 adds some that it never lets go of. */
function listening() {
  const element = document.createElement("div");
  const listeners = [];
  element.addEventListener = (...listener) => {
    listeners.push(listener);
    EventTarget.prototype.addEventListener.apply(element, listener);
  };
  element.release = () => {
    for (const [type, callback, options] of listeners) {
      element.removeEventListener(type, callback, options);
      callback._wbg_cb_unref();
    }
  };
  return element;
}

// Each stands as bundlers look for it.
const translations = {
  de: () => new URL(DE, import.meta.url),
  es: () => new URL(ES, import.meta.url),
  fr: () => new URL(FR, import.meta.url),
  ar: () => new URL(AR, import.meta.url),
};

/** The translations that are here or on their way, by language. */
const loaded = {};

/** The words and the customs of a language: English ones where there are no others. */
export async function speak(tag) {
  const [language] = tag.toLowerCase().split(/[^a-z]/);
  if (language === "en") return { words: "", locale: locale(tag) };
  if (!translations[language]) return { words: "", locale: locale("en") };
  const url = translations[language]();
  try {
    loaded[language] ??= fetch(url).then((response) => (response.ok ? response.text() : Promise.reject()));
    return { words: await loaded[language], locale: locale(tag) };
  } catch {
    delete loaded[language];
    return { words: "", locale: locale("en"), problem: `${url} could not be loaded, so the widget speaks English. Upload all files of one release together.` };
  }
}

/** A function from a form and a value to how a language writes it. */
function locale(tag) {
  // Tags such as de_DE are none.
  if (!isTag(tag)) [tag] = tag.split(/[^a-z]/i);
  const made = {};
  const make = (form, digits) => {
    if (form === "month") return new Intl.DateTimeFormat(tag, { year: "numeric", month: "long", timeZone: "UTC" });
    if (form === "cardinal" || form === "ordinal") return new Intl.PluralRules(tag, { type: form });
    return new Intl.NumberFormat(tag, { style: form, minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  return (form, value) => {
    const digits = value.split(".")[1]?.length ?? 0;
    const writer = (made[form + digits] ??= make(form, digits));
    if (form === "month") return writer.format(new Date(value));
    if (writer.select) return writer.select(value);
    return writer.format(form === "percent" ? value / 100 : value);
  };
}

function isTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** What code to embed the widget needs: the folder of the shell, the shell's integrity, and what is set. */
export async function embed(element, attribute, lang) {
  const folder = new URL(import.meta.url.replace(/[^/]*$/, ""));
  const integrity = await fetch(new URL("integrity.json", folder)).then((response) => response.json());
  const names = ["theme", "share", "load", "hide"];
  const set = [...names.map((name) => [name, attribute(name)]), ["lang", /^en\b/.test(lang) ? "" : lang], ...Object.entries(looks(element))];
  return [folder.href, integrity["weigh-in.js"], ...set.filter(([, value]) => value).flat()];
}
