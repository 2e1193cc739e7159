// What the shell loads once for all widgets of a page: the style sheet, the WebAssembly's glue, and the
// reader's language. The build fills in DE, ES, FR and AR, the names of the translations beside this file, and
// EMBED, that of the script behind the code to embed.
import { Widget as Bound, finish, imports } from "./weigh_in.js";
import css from "./weigh-in.css";

export { read } from "./weigh_in.js";

export const styles = new CSSStyleSheet();
styles.replaceSync(css);

/** Starts the WebAssembly, given the promise of its response. */
export async function start(wasm) {
  const response = await wasm;
  // What is served as something else can't be compiled while it comes.
  const isWasm = response.headers.get("content-type") === "application/wasm";
  const { instance } = isWasm
    ? await WebAssembly.instantiateStreaming(response, imports())
    : await WebAssembly.instantiate(await response.arrayBuffer(), imports());
  finish(instance);
}

export class Widget extends Bound {
  #mount;

  constructor(base, options, own) {
    const mount = listening();
    base.replaceChildren(mount);
    super(mount, options, own?.data.share());
    this.#mount = mount;
  }

  unmount() {
    const state = super.unmount();
    queueMicrotask(this.#mount.release);
    return state;
  }
}

/**
 * An element that can drop its listeners: Yew 0.23 forgets those of a root, so that they outlive the app.
 * https://github.com/yewstack/yew/blob/yew-v0.23.0/packages/yew/src/dom_bundle/subtree_root.rs#L205-L214
 */
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
    const message = `${url} could not be loaded, so the widget speaks English. Upload all files of one release together.`;
    return { words: "", locale: locale("en"), error: { message, problems: [{ place: "lang", message }] } };
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

/** What code to embed the widget needs, as `embed.js` tells it. */
export const embed = (...told) => import(EMBED).then((code) => code.embed(...told));
