// @ts-check
// The runtime, which the shell loads once for all widgets of a page: the style sheet, the glue code of the WebAssembly,
// and the translations. The build replaces DE, ES, FR and AR with the names of the translation files in the same
// folder, and EMBED with that of the script for the code to embed.
import { Widget as Bound, finish, imports } from "./weigh_in.js";
import { languageOf } from "./language.js";
import css from "./weigh-in.css";

export { read } from "./weigh_in.js";

export const styles = new CSSStyleSheet();
styles.replaceSync(css);

/**
 * Starts the WebAssembly, given the promise of its response.
 *
 * @param {Promise<Response>} wasm
 */
export async function start(wasm) {
  const response = await wasm;
  // Browsers compile while loading only if the content type is right.
  const isWasm = response.headers.get("content-type") === "application/wasm";
  const { instance } = isWasm
    ? await WebAssembly.instantiateStreaming(response, imports())
    : await WebAssembly.instantiate(await response.arrayBuffer(), imports());
  finish(instance);
}

export class Widget extends Bound {
  #mount;

  /**
   * @param {HTMLElement} base
   * @param {WidgetOptions} options
   * @param {Dataset | undefined} dataset
   */
  constructor(base, options, dataset) {
    const mount = createReleasableElement();
    base.replaceChildren(mount);
    super(mount, options, dataset?.data?.share());
    this.#mount = mount;
  }

  unmount() {
    const state = super.unmount();
    queueMicrotask(this.#mount.release);
    return state;
  }
}

/**
 * Creates an element that can release its listeners: Yew 0.23 does not remove those of a root, so they outlive the app.
 * https://github.com/yewstack/yew/blob/yew-v0.23.0/packages/yew/src/dom_bundle/subtree_root.rs#L205-L214
 */
function createReleasableElement() {
  const element = document.createElement("div");
  /** @type {[string, any, any][]} */
  const listeners = [];
  element.addEventListener = (/** @type {[string, any, any]} */ ...listener) => {
    listeners.push(listener);
    EventTarget.prototype.addEventListener.apply(element, listener);
  };
  const release = () => {
    for (const [type, callback, options] of listeners) {
      element.removeEventListener(type, callback, options);
      callback._wbg_cb_unref();
    }
  };
  return Object.assign(element, { release });
}

/**
 * The URLs are literal expressions, since bundlers detect those.
 *
 * @type {Record<string, () => URL>}
 */
const translationUrls = {
  de: () => new URL(DE, import.meta.url),
  es: () => new URL(ES, import.meta.url),
  fr: () => new URL(FR, import.meta.url),
  ar: () => new URL(AR, import.meta.url),
};

/**
 * The promises of the requested translations, by language.
 *
 * @type {Record<string, Promise<string>>}
 */
const translations = {};

/**
 * Loads the translation and the formats of a language, or those of English if the language has no translation.
 *
 * @param {string} tag
 * @returns {Promise<LocaleData>}
 */
export async function loadLocale(tag) {
  const language = languageOf(tag);
  if (language === "en") return { words: "", locale: locale(tag) };
  if (!translationUrls[language]) return { words: "", locale: locale("en") };
  const url = translationUrls[language]();
  try {
    translations[language] ??= fetch(url).then((response) => (response.ok ? response.text() : Promise.reject()));
    return { words: await translations[language], locale: locale(tag) };
  } catch {
    delete translations[language];
    const message = `${url} could not be loaded, so the widget is in English. Upload all files of one release together.`;
    return { words: "", locale: locale("en"), error: { message, problems: [{ place: "lang", message }] } };
  }
}

/**
 * Returns a function that formats a value in a language.
 *
 * @param {string} tag
 * @returns {LocaleData["locale"]}
 */
function locale(tag) {
  const normalized = tag.trim().replaceAll("_", "-");
  const supported = isLanguageTag(normalized) ? normalized : languageOf(tag);
  /** @type {Record<string, any>} */
  const formatters = {};
  /**
   * @param {any} form
   * @param {number} digits
   */
  const createFormatter = (form, digits) => {
    if (form === "month") return new Intl.DateTimeFormat(supported, { year: "numeric", month: "long", timeZone: "UTC" });
    if (form === "cardinal" || form === "ordinal") return new Intl.PluralRules(supported, { type: form });
    return new Intl.NumberFormat(supported, { style: form, minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  return (form, value) => {
    const digits = value.split(".")[1]?.length ?? 0;
    const formatter = (formatters[form + digits] ??= createFormatter(form, digits));
    if (form === "month") return formatter.format(new Date(value));
    if (formatter.select) return formatter.select(value);
    return formatter.format(form === "percent" ? Number(value) / 100 : value);
  };
}

/** @param {string} tag */
function isLanguageTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * Returns the data for the code to embed, from `embed.js`.
 *
 * @param {Parameters<typeof import("./embed.js").embed>} parameters
 */
export const embed = (...parameters) => import(EMBED).then((script) => script.embed(...parameters));
