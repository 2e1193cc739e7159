// @ts-check
// Loads a publisher's own data: fetches them, hands them to the runtime that reads them or to the frame, and reports
// what is wrong with them. Loaded with the first element that has some, or hints at some. The build fills in LOADING, the
// label of the progress in every language, and DIAGNOSIS, the name of the script that explains failures.
import { languageOf } from "./language.js";
import { DATA_ATTRIBUTES, DATA_SCRIPTS } from "./own-data.js";

/** @typedef {(part: number) => void} ReportProgress */

/** How large a data set may be, in bytes. */
const MOST_BYTES = 32 * 1024 * 1024;
/** How long reading goes on before others have their turn, in milliseconds. */
const SLICE = 12;
/** How long nothing is said of progress, in milliseconds. */
const PATIENCE = 300;
/** Up to how many entries each event has its ranking at once. */
const MOST_EAGER = 1_000;
/** How many problems the console and the page list. */
const [MOST_LINES, MOST_ITEMS] = [20, 100];

/** The look of a report, on whatever ground the page has. */
const look = new CSSStyleSheet();
look.replaceSync(`
  [part="data-problems"] { border: 1px solid; border-radius: 8px; margin-block: .75em; padding: .75em 1em; overflow-wrap: anywhere }
  [part="data-problems"] > * { margin: 0; font-size: 1em }
  ol { max-block-size: 20em; margin-block: .5em !important; padding-inline-start: 2.5em; overflow: auto }
  li + li { margin-block-start: .35em }
  code { border-radius: 3px; background: color-mix(in srgb, currentcolor 12%, transparent); padding: .1em .3em; font-size: .95em }
  ol:focus-visible { outline: 2px solid; outline-offset: 2px }
`);

/**
 * What the runtime has read from files, by URL.
 *
 * @type {Map<string, Shared<Dataset>>}
 */
const filesForPage = new Map();
/**
 * Files for frames, by URL.
 *
 * @type {Map<string, Shared<DataFile>>}
 */
const filesForFrames = new Map();
/**
 * What was last made of the data that an element holds itself.
 *
 * @type {WeakMap<Host, { content: string | ArrayBuffer, isFramed: boolean, made: Shared<Dataset> }>}
 */
const ofElements = new WeakMap();
/**
 * What shows a reader of an element how far its data have come.
 *
 * @type {WeakMap<Host, Progress>}
 */
const progresses = new WeakMap();

/** The scripts inside an element that hold its data. */
const USABLE_SCRIPT = ':scope > script:is([type="application/json"], [type="text/csv"])';

/**
 * Loads the data set of an element as the runtime reads it; or without a runtime, as a `DataFile` for a frame that reads
 * it.
 *
 * Meanwhile, and until the frame has read it, progress is shown at the end of `above`. If the data can't be used, the error
 * has `problems`, and a `report` for a publisher who previews the page.
 *
 * @param {Host} host
 * @param {string} lang
 * @param {Promise<Runtime> | false} runtime
 * @param {HTMLElement} above
 * @param {AbortSignal} signal
 * @param {Map<string, string>} refusals
 * @returns {Promise<Dataset>}
 */
export async function loadDataset(host, lang, runtime, above, signal, refusals) {
  // Attempts may come here in another order than they began in: the latest counts.
  signal.throwIfAborted();
  end(host);
  const progress = new Progress(above, lang);
  progresses.set(host, progress);
  try {
    const isUsable = host.data !== undefined || host.getAttribute("src") || host.querySelector(USABLE_SCRIPT);
    if (!isUsable && document.readyState === "loading") {
      await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
    }
    const made = sourceOf(host, runtime, refusals).take(signal, (part) => progress.show(part));
    const [dataset] = await Promise.all([made, runtime]);
    if (runtime) progress.end();
    return dataset;
  } catch (error) {
    progress.end();
    throw error.problems ? failureOf(host, error) : error;
  }
}

/**
 * Ends the progress of an element.
 *
 * @param {Host} host
 */
function end(host) {
  progresses.get(host)?.end();
}

/** The bytes of a data set, with what says of which kind they are: a content type, and a name or URL. */
class DataFile {
  /**
   * @param {ArrayBuffer} bytes
   * @param {string} type
   * @param {{ name?: string, url?: string, title: string }} names
   */
  constructor(bytes, type, { name = "", url = "", title }) {
    this.bytes = bytes;
    this.type = type;
    this.name = name;
    this.url = url;
    this.title = title;
  }

  /** Makes the error of an element whose frame can't read it. */
  failureOf = failureOf;

  /** Is called when the frame of an element has read it, or does not. */
  end = end;
}

/**
 * Returns what an element has: the property `data`, else `src`, else the script inside.
 *
 * @param {Host} host
 * @param {Promise<Runtime> | false} runtime
 * @param {Map<string, string>} refusals
 * @returns {Shared<Dataset>}
 */
function sourceOf(host, runtime, refusals) {
  const isSet = host.data !== undefined;
  const src = isSet ? "" : host.getAttribute("src");
  if (src) return ofFile(resolved(src), runtime, refusals);
  const [content, type, names] = isSet ? ofProperty(host.data) : ofScript(host);
  const last = ofElements.get(host);
  if (last?.content === content && last.isFramed === !runtime) return last.made;
  const made = new Shared(async (_, report) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content).buffer : content;
    const file = new DataFile(bytes, type, names);
    return runtime ? read(runtime, file, report) : file;
  });
  ofElements.set(host, { content, isFramed: !runtime, made });
  return made;
}

/**
 * Returns the content of the property `data`, its type and its names.
 *
 * @param {any} data
 * @returns {[string | ArrayBuffer, string, { name?: string, url?: string, title: string }]}
 */
function ofProperty(data) {
  // A file that the page around this frame has fetched.
  if (data?.bytes instanceof ArrayBuffer) return [data.bytes, data.type, data];
  const title = "The property data";
  const remedy = "Set an object, or the text of a JSON or CSV file; null takes it away.";
  if (typeof data === "string") {
    if (!data.trim()) throw failure(`${title} is an empty text. ${remedy}`);
    return [data, "", { title }];
  }
  if (typeof data !== "object") throw failure(`${title} is ${String(data)}. ${remedy}`);
  try {
    return [JSON.stringify(data), "application/json", { title }];
  } catch (error) {
    throw failure(`${title} can't be written as JSON: ${error.message}`);
  }
}

/**
 * Returns the content of the script inside an element, its type and its names.
 *
 * @param {Host} host
 * @returns {[string, string, { title: string }]}
 */
function ofScript(host) {
  const script = /** @type {HTMLScriptElement | null} */ (host.querySelector(USABLE_SCRIPT));
  if (!script) throw failure(unusable(host));
  const { textContent, type } = script;
  const title = "The script inside the element";
  if (!textContent.trim()) throw failure(`${title} is empty. Put the data between its tags, or name their file by src="…" at the element.`);
  return [textContent, type, { title }];
}

/**
 * Returns why nothing that hints at data can be used, and what to write instead.
 *
 * @param {Host} host
 */
function unusable(host) {
  const script = /** @type {HTMLScriptElement | null} */ (host.querySelector(DATA_SCRIPTS));
  const attribute = DATA_ATTRIBUTES.find((name) => host.hasAttribute(name)) ?? "";
  const value = host.getAttribute(attribute) ?? "";
  const is = `The element has ${attribute}="${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (script) {
    const type = /^\s*[[{]/.test(script.textContent) ? "application/json" : "text/csv";
    return script.parentNode === host
      ? `The script inside the element has the type ${script.type}. Write type="${type}".`
      : "The script with the data is not a child of the element. Move it right below <weigh-in>, into nothing else.";
  }
  if (attribute === "src") return `${is}, which names no file. Write where the file is, or take src away.`;
  if (attribute !== "data") return `${is}, which is not read. Write src="…" to name the file.`;
  return `${is}, which is not read. Write src="…" to name a file, or set an object by the property data in a script.`;
}

/** @param {string} src */
function resolved(src) {
  try {
    return new URL(src, document.baseURI);
  } catch {
    throw failure(`src="${src}" is no URL. Write where the file lies.`);
  }
}

/**
 * @param {URL} url
 * @param {Promise<Runtime> | false} runtime
 * @param {Map<string, string>} refusals
 * @returns {Shared<Dataset>}
 */
function ofFile(url, runtime, refusals) {
  const download = found(filesForFrames, url.href, (signal, report) => downloaded(url, signal, report, refusals));
  if (!runtime) return download;
  return found(filesForPage, url.href, async (signal, report) => {
    const file = await download.take(signal, (part) => report(part / 2));
    return read(runtime, file, (part) => report((1 + part) / 2));
  });
}

/**
 * Returns what is kept under a key, or is to be made.
 *
 * @template {object} T
 * @param {Map<string, Shared<T>>} all
 * @param {string} key
 * @param {(signal: AbortSignal, report: ReportProgress) => Promise<T>} make
 * @returns {Shared<T>}
 */
function found(all, key, make) {
  for (const [other, made] of all) if (made.isGone) all.delete(other);
  const shared = all.get(key) ?? new Shared(make);
  all.set(key, shared);
  return shared;
}

/**
 * Something that is made once for all who want it, and is there as long as one of them keeps it.
 *
 * @template {object} T
 */
class Shared {
  #make;
  /** @type {WeakRef<T> | undefined} */
  #kept;
  /**
   * The promise of it, who waits for it, and what ends it if nobody does any more.
   *
   * @type {{ promise: Promise<T>, waiting: Set<ReportProgress>, ending: AbortController } | undefined}
   */
  #making;

  /** @param {(signal: AbortSignal, report: ReportProgress) => Promise<T>} make */
  constructor(make) {
    this.#make = make;
  }

  get isGone() {
    return !this.#making && !this.#kept?.deref();
  }

  /**
   * Returns it; until then `report` gets the part that is done, and the signal ends the waiting.
   *
   * @param {AbortSignal} signal
   * @param {ReportProgress} report
   * @returns {Promise<T>}
   */
  async take(signal, report) {
    signal.throwIfAborted();
    const kept = this.#kept?.deref();
    if (kept) return kept;
    const making = (this.#making ??= this.#begin());
    making.waiting.add(report);
    /** @type {Promise<never>} */
    const left = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    try {
      return await Promise.race([making.promise, left]);
    } finally {
      making.waiting.delete(report);
      if (making.waiting.size === 0) {
        making.ending.abort();
        if (this.#making === making) this.#making = undefined;
      }
    }
  }

  #begin() {
    /** @type {Set<ReportProgress>} */
    const waiting = new Set();
    const ending = new AbortController();
    const made = this.#make(ending.signal, (part) => waiting.forEach((report) => report(part)));
    const promise = made.then((result) => {
      this.#kept = new WeakRef(result);
      return result;
    });
    return { promise, waiting, ending };
  }
}

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @param {ReportProgress} report
 * @param {Map<string, string>} refusals
 */
async function downloaded(url, signal, report, refusals) {
  const response = await fetch(url, { signal }).catch(async () => {
    signal.throwIfAborted();
    /** @type {typeof import("./diagnosis.js") | undefined} */
    const diagnosis = await import(DIAGNOSIS).catch(() => {});
    const message = await diagnosis?.diagnoseData(url, signal, refusals);
    signal.throwIfAborted();
    throw failure(message ?? `${url} can't be read, and neither can the script that explains why. Upload all files of one release together.`);
  });
  const type = response.headers.get("content-type") ?? "";
  const wrong = problemOf(url, response, type);
  if (wrong) {
    response.body?.cancel();
    throw failure(wrong);
  }
  const length = response.headers.has("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  const parts = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      signal.throwIfAborted();
      throw failure(`${url} did not load completely: the connection broke off.`);
    });
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      reader.cancel();
      throw failure(`${url} is larger than 32 MiB. Leave out entries or long texts.`);
    }
    parts.push(value);
    // The length may be that of what was compressed on the way.
    if (size <= length) report(size / length);
  }
  if (size === 0) throw failure(`${url} is empty.`);
  return new DataFile(await new Blob(parts).arrayBuffer(), type, { name: response.url, url: url.href, title: titleOf(url) });
}

/**
 * Returns the name of a file, for people.
 *
 * @param {URL} url
 */
function titleOf({ pathname, href }) {
  return pathname.split("/").pop() || href;
}

/**
 * Returns what is wrong with an answer before it is read.
 *
 * @param {URL} url
 * @param {Response} response
 * @param {string} type
 */
function problemOf(url, { ok, status, headers }, type) {
  if (!ok) return `${url} answered with status ${status}. Let src name where the file lies.`;
  if (/^(text\/html|application\/xhtml)/.test(type)) {
    return `${url} answered with a web page, not with data. Let src name the JSON or CSV file itself; if it needs a login, make it public.`;
  }
  if (Number(headers.get("content-length")) > MOST_BYTES) return `${url} is larger than 32 MiB. Leave out entries or long texts.`;
}

/**
 * Reads a data set from a file.
 *
 * @param {Promise<Runtime>} runtime
 * @param {DataFile} file
 * @param {ReportProgress} report
 * @returns {Promise<Dataset>}
 */
async function read(runtime, { bytes, type, name, url, title }, report) {
  const { read } = await runtime;
  let since = performance.now();
  /** @type {(part: number) => Promise<void> | undefined} */
  const next = (part) => {
    if (performance.now() - since < SLICE) return;
    report(part);
    return turn().then(() => {
      since = performance.now();
    });
  };
  const [result, entries] = await new Promise((resolve) => {
    read({ bytes: new Uint8Array(bytes), type, name, next, done: (...result) => resolve(result) });
  });
  if (!result) throw failure("The part that reads data could not be loaded. Upload all files of one release together.");
  if (Array.isArray(result)) throw failure(summary(title, result), result);
  // What shows them takes a while, too.
  await turn();
  return { data: result, url, detail: entries > MOST_EAGER ? detail : undefined };
}

/**
 * Returns the detail of an event of a large data set: the ranking is made if somebody asks for it.
 *
 * @param {Host} host
 */
function detail(host) {
  const { weights, shareUrl } = host;
  let ranking;
  return {
    weights,
    get ranking() {
      return (ranking ??= host.ranking);
    },
    shareUrl,
  };
}

/**
 * Lets others have their turn.
 *
 * @returns {Promise<void>}
 */
function turn() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/**
 * @param {string} message
 * @param {WeighInProblem[]} problems
 * @returns {Failure}
 */
function failure(message, problems = []) {
  return Object.assign(new Error(message), { problems });
}

/**
 * Returns the same failure for an element: with a report if a publisher previews the page.
 *
 * @param {Host} host
 * @param {Failure} failure
 */
function failureOf(host, { message, problems }) {
  const error = failure(message, problems);
  if (!isPreview(host)) return error;
  const root = /** @type {ShadowRoot} */ (host.shadowRoot);
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, look];
  return Object.assign(error, { report: report(error) });
}

/**
 * Returns the lines that the console has of problems.
 *
 * @param {string} title
 * @param {WeighInProblem[]} problems
 */
function summary(title, problems) {
  const lines = problems.slice(0, MOST_LINES).map(({ place, message }) => `${place}: ${message}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`… and ${more} more`);
  return [`${title} has ${count(problems)}.`, ...lines].join("\n");
}

/** @param {{ length: number }} problems */
function count({ length }) {
  return length === 1 ? "1 problem" : `${length} problems`;
}

/**
 * Returns whether a publisher looks at the page, and no reader: on their own machine, or in a preview.
 *
 * @param {Host} host
 */
function isPreview(host) {
  const { protocol, hostname, search } = location;
  const isLocal = protocol === "file:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return isLocal || host.hasAttribute("preview") || new URLSearchParams(search).has("preview");
}

/**
 * Returns all that is wrong, for a publisher: in English, like everything in the console.
 *
 * @param {Failure} failure
 */
function report({ message, problems = [] }) {
  const [title] = message.split("\n");
  const items = problems.slice(0, MOST_ITEMS).map(({ place, message }) => {
    return element("li", {}, element("code", {}, place), ` ${message}`);
  });
  const more = problems.length - items.length;
  if (more > 0) items.push(element("li", {}, `… and ${more} more`));
  return element(
    "section",
    // It is not read out whole as soon as it is there.
    { part: "data-problems", lang: "en", dir: "ltr", "aria-live": "off", "aria-label": "Problems of the data" },
    element("h2", {}, title),
    items.length > 0 ? element("ol", { tabindex: 0 }, ...items) : "",
    element("p", {}, "Shown in previews alone. Readers see the line above and what stands below."),
  );
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} attributes
 * @param {(Node | string)[]} content
 */
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, `${value}`);
  made.append(...content);
  return made;
}

/** A line that says how far it has come, once that takes a while. */
class Progress {
  #above;
  #line;
  #bar = element("progress", {});
  #percent = element("span", { "aria-hidden": true });
  #format;
  #patience;

  /**
   * @param {HTMLElement} above
   * @param {string} lang
   */
  constructor(above, lang) {
    const language = languageOf(lang);
    const known = LOADING[language] ? language : "en";
    this.#above = above;
    this.#format = new Intl.NumberFormat(known, { style: "percent" });
    this.#line = element("label", { part: "progress", dir: "auto" }, `${LOADING[known]} `, this.#bar, " ", this.#percent);
    this.#patience = setTimeout(() => {
      above.append(this.#line);
      above.hidden = false;
    }, PATIENCE);
  }

  /** @param {number} part */
  show(part) {
    this.#bar.value = part;
    this.#percent.textContent = this.#format.format(part);
  }

  end() {
    clearTimeout(this.#patience);
    this.#line.remove();
    this.#above.hidden ||= !this.#above.hasChildNodes();
  }
}
