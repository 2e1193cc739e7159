// @ts-check
// The runtime, which the shell loads once for all widgets of a page: the style sheet, the glue code of the WebAssembly,
// and the translations. The build replaces DE, ES, FR and AR with the names of the translation files in the same
// folder, and EMBED with that of the script for the code to embed.
import { Widget as WasmWidget, finish, halt, imports } from "./weigh_in.js";
import { attributeProblems } from "./attributes.js";
import { instantiate } from "./chunks.js";
import { languageOf } from "./language.js";
import { watchForRemovals } from "./removals.js";
import css from "./weigh-in.css";

export { read } from "./weigh_in.js";

export const styles = new CSSStyleSheet();
styles.replaceSync(css);

/** The number of traps after which widgets are not started again by themselves. */
const MAX_TRAPS = 3;

/**
 * The widgets of this instance of the WebAssembly.
 *
 * @type {Set<Widget>}
 */
const widgets = new Set();

/**
 * Counts a trap; set while the WebAssembly runs.
 *
 * @type {(() => number) | undefined}
 */
let countTrap;

const isRunning = () => countTrap !== undefined;

/**
 * The functions that end what waits for this instance, after a trap.
 *
 * @type {Set<() => void>}
 */
export const waiting = new Set();

/**
 * Starts the WebAssembly, given the promise of its response. `onTrap` is called when a trap has made it unusable, and
 * returns how many there were.
 *
 * @param {Promise<Response>} wasm
 * @param {() => number} onTrap
 */
export async function start(wasm, onTrap) {
  const { instance } = await instantiate(wasm, imports());
  // An earlier attempt that took too long may end after a later one.
  if (countTrap) return;
  finish(instance);
  countTrap = onTrap;
  addEventListener("error", ({ error, filename }) => checkTrap(error, filename));
  addEventListener("unhandledrejection", ({ reason }) => checkTrap(reason));
}

/**
 * Starts all widgets again with another instance of the WebAssembly if an error is a trap of this one.
 *
 * @param {any} error
 */
function checkTrap(error, file = "") {
  // Browsers truncate deep stacks, so the trap is recognized by any file of a release in it. Bundlers may move the files to
  // any folder.
  if (error?.name !== "RuntimeError" || !`${file} ${error.stack}`.includes("/weigh-in-") || !countTrap) return;
  for (const widget of widgets) widget.keepState();
  const traps = countTrap();
  countTrap = undefined;
  halt();
  for (const end of waiting) end();
  console.warn(`<weigh-in>: a defect has stopped the WebAssembly (${error.message}). Please report it, with the lines of the console before.`);
  for (const { options } of widgets) {
    if (traps > MAX_TRAPS) options.emit("error", undefined, trapError(options));
    else options.emit("halted");
  }
}

/** @param {WidgetOptions} options */
const trapError = ({ retryButton }) => Object.assign(new Error("A defect has stopped the widget."), { report: retryButton() });

export class Widget extends WasmWidget {
  #mount;
  #watch;
  /** @type {string | undefined} */
  #state;

  /**
   * @param {HTMLElement} base
   * @param {WidgetOptions} options
   * @param {Dataset | undefined} dataset
   */
  constructor(base, options, dataset) {
    if (!isRunning()) throw new Error("The WebAssembly was halted.");
    const mount = createReleasableElement();
    mount.onkeydown = mount.onkeypress = mount.onkeyup = keepTyping;
    base.replaceChildren(mount);
    const watch = watchForRemovals(base, options);
    try {
      super(mount, { ...options, watch }, dataset?.data?.duplicate());
    } catch (error) {
      watch(undefined);
      checkTrap(error);
      throw isRunning() ? error : trapError(options);
    }
    this.options = options;
    this.#mount = mount;
    this.#watch = watch;
    widgets.add(this);
  }

  get problems() {
    return [...super.problems, ...attributeProblems(this.options.host)];
  }

  /** Stores the state before the WebAssembly is halted. */
  keepState() {
    this.#watch(undefined);
    try {
      this.#state = this.state;
    } catch {
      // The trap happened while the state changed; the page's URL may have an earlier one.
    }
  }

  unmount() {
    this.#watch(undefined);
    widgets.delete(this);
    if (!isRunning()) return this.#state;
    try {
      const state = super.unmount();
      queueMicrotask(this.#mount.release);
      return state;
    } catch (error) {
      checkTrap(error);
    }
  }
}

/**
 * Keeps what a reader types in a field from the shortcuts of the page: its listeners see the element as the target, not the
 * field. Shortcuts with modifiers, and keys that leave a field, pass. Yew's listeners are called before, while capturing.
 *
 * @param {KeyboardEvent} event
 */
function keepTyping(event) {
  const isPassed = event.ctrlKey || event.metaKey || event.altKey || /Tab|Esc|Con|Meta|Alt|Shift/.test(event.key);
  if (!isPassed && /** @type {Element} */ (event.target).matches("select,textarea,input")) event.stopPropagation();
}

/**
 * Creates an element that can release its listeners: Yew 0.23 does not remove those of a root, so they outlive the app.
 * https://github.com/yewstack/yew/blob/yew-v0.23.0/packages/yew/src/dom_bundle/subtree_root.rs#L205-L214
 */
function createReleasableElement() {
  const element = document.createElement("div");
  /** @type {[string, any, any][]} */
  const listeners = [];
  const addEventListener = (/** @type {[string, any, any]} */ ...listener) => {
    listeners.push(listener);
    EventTarget.prototype.addEventListener.apply(element, listener);
  };
  const release = () => {
    for (const [type, callback, options] of listeners) {
      element.removeEventListener(type, callback, options);
      callback._wbg_cb_unref();
    }
  };
  // Assigning fails where the page has frozen the prototype.
  return Object.defineProperty(Object.assign(element, { release }), "addEventListener", { value: addEventListener });
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
  if (language === "en") return { translation: "", formatValue: valueFormatter(tag) };
  if (!translationUrls[language]) return { translation: "", formatValue: valueFormatter("en") };
  const url = translationUrls[language]();
  try {
    translations[language] ??= fetch(url).then((response) => (response.ok ? response.text() : Promise.reject()));
    return { translation: await translations[language], formatValue: valueFormatter(tag) };
  } catch {
    delete translations[language];
    const message = `${url} could not be loaded, so the widget is in English. Upload all files of one release together.`;
    return { translation: "", formatValue: valueFormatter("en"), error: { message, problems: [{ place: "lang", message }] } };
  }
}

/**
 * Returns a function that formats a value in a language.
 *
 * @param {string} tag
 * @returns {LocaleData["formatValue"]}
 */
function valueFormatter(tag) {
  const normalized = tag.trim().replaceAll("_", "-");
  const supported = isLanguageTag(normalized) ? normalized : languageOf(tag);
  /** @type {Record<string, any>} */
  const formatters = {};
  /**
   * @param {any} format
   * @param {number} digits
   */
  const createFormatter = (format, digits) => {
    if (format === "month") return new Intl.DateTimeFormat(supported, { year: "numeric", month: "long", timeZone: "UTC" });
    if (format === "cardinal" || format === "ordinal") return new Intl.PluralRules(supported, { type: format });
    return new Intl.NumberFormat(supported, { style: format, minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  return (format, value) => {
    const digits = value.split(".")[1]?.length ?? 0;
    const formatter = (formatters[format + digits] ??= createFormatter(format, digits));
    if (format === "month") return formatter.format(new Date(value));
    if (formatter.select) return formatter.select(value);
    return formatter.format(format === "percent" ? Number(value) / 100 : value);
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
