// @ts-check
// Loads a publisher's own data: fetches it, passes it to the runtime or to the frame, which reads it, and reports
// its problems. Loaded with the first element that has such data or signs of them. The build replaces LOADING with the
// label of the progress bar in every language, DIAGNOSIS with the name of the script that explains failures, and
// JSON_READER, CSV_READER and PACKED_READER with the names of the files that read these formats.
import { languageOf } from "./language.js";
import { DATA_ATTRIBUTES, DATA_SCRIPTS } from "./own-data.js";

/** @typedef {(fraction: number) => void} ReportProgress From 0 to 1. */

/** The maximum size of a data set, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;
/** The time after which a file that sends nothing is given up, in milliseconds. */
const PATIENCE = 30_000;
/** The time for which reading blocks the page before it yields, in milliseconds. */
const SLICE_MILLIS = 12;
/** The time before progress is shown, in milliseconds. */
const PROGRESS_DELAY = 300;
/** The number of entries up to which events contain the ranking; for more it is computed on access. */
const MAX_EAGER_ENTRIES = 100;
/** The maximum numbers of problems that the console and the page list. */
const [MAX_CONSOLE_LINES, MAX_PAGE_ITEMS] = [20, 100];

/** The style sheet of a report, for any background color. */
const reportStyles = new CSSStyleSheet();
reportStyles.replaceSync(`
  [part="data-problems"] { border: 1px solid; border-radius: 8px; margin-block: .75em; padding: .75em 1em; overflow-wrap: anywhere }
  [part="data-problems"] > * { margin: 0; font-size: 1em }
  ol { max-block-size: 20em; margin-block: .5em !important; padding-inline-start: 2.5em; overflow: auto }
  li + li { margin-block-start: .35em }
  code { border-radius: 3px; background: color-mix(in srgb, currentcolor 12%, transparent); padding: .1em .3em; font-size: .95em }
  ol:focus-visible { outline: 2px solid; outline-offset: 2px }
`);

/**
 * The data sets that the runtime has read from files, by URL.
 *
 * @type {Map<string, SharedTask<Dataset>>}
 */
const filesForPage = new Map();
/**
 * The runtime that has read them.
 *
 * @type {Promise<Runtime> | undefined}
 */
let pageRuntime;
/**
 * The fetched files, for frames and for the runtime, by URL.
 *
 * @type {Map<string, SharedTask<DataFile>>}
 */
const filesForFrames = new Map();
/**
 * The last data set that was not loaded from a URL, by element.
 *
 * @type {WeakMap<Host, { content: string | ArrayBuffer, runtime: Promise<Runtime> | false, shared: SharedTask<Dataset> }>}
 */
const inlineDatasets = new WeakMap();
/**
 * The progress bars, by element.
 *
 * @type {WeakMap<Host, Progress>}
 */
const progressByHost = new WeakMap();

/** Whether this script is served as a file of the release. Bundlers rename files and may move them elsewhere. */
const isHosted = /\/weigh-in-[\da-f]{12}\.js$/.test(import.meta.url);
/**
 * The files that read a format and are not requested yet, by the end of its content type or its file extension.
 *
 * @type {Record<string, string[]>}
 */
const readers = isHosted ? { json: JSON_READER, csv: CSV_READER, bin: PACKED_READER } : {};

/** The selector of the script with data inside an element. */
const USABLE_SCRIPT = ':scope > script:is([type="application/json"], [type="text/csv"])';

/**
 * Loads the data set of an element and reads it with the runtime. Without a runtime, returns a `DataFile` that a frame
 * reads.
 *
 * Until the data is read, progress is shown at the end of `container`. If it is invalid, the error has `problems`,
 * and a `report` for publishers who preview the page.
 *
 * @param {Host} host
 * @param {string} lang
 * @param {Promise<Runtime> | false} runtime
 * @param {HTMLElement} container
 * @param {AbortSignal} signal
 * @param {Map<string, string>} violations
 * @returns {Promise<Dataset>}
 */
export async function loadDataset(host, lang, runtime, container, signal, violations) {
  // Calls may get here in another order than they were started in. Only the latest counts.
  signal.throwIfAborted();
  removeProgress(host);
  const progress = new Progress(container, lang);
  progressByHost.set(host, progress);
  try {
    const isUsable = host.data !== undefined || host.getAttribute("src") || host.querySelector(USABLE_SCRIPT);
    if (!isUsable && document.readyState === "loading") {
      await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
    }
    const shared = datasetTask(host, runtime, violations).get(signal, (fraction) => progress.show(fraction));
    const [dataset] = await Promise.all([shared, runtime]);
    if (runtime) progress.end();
    return dataset;
  } catch (error) {
    progress.end();
    throw error.problems ? failureOf(host, error) : error;
  }
}

/**
 * Removes the progress bar of an element.
 *
 * @param {Host} host
 */
function removeProgress(host) {
  progressByHost.get(host)?.end();
}

/**
 * Requests the files that read a format, which load beside the main module then. They would load after it otherwise.
 *
 * @param {string} type The content type or the URL's path.
 */
function preloadReader(type) {
  const format = type.split(/[/.]/).pop() ?? "";
  for (const name of readers[format] ?? []) {
    const link = document.createElement("link");
    const remove = () => link.remove();
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: new URL(name, import.meta.url), onload: remove, onerror: remove });
    document.head?.append(link);
  }
  delete readers[format];
}

/** The bytes of a data set, with the content type and the name or URL that determine the format. */
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

  /** Returns the error of an element whose frame can't read the file. */
  failureOf = failureOf;

  /** Called when the frame of an element has read the file, or failed to. */
  removeProgress = removeProgress;
}

/**
 * Returns the data set of an element, from the property `data`, the attribute `src` or the script inside, in this
 * order.
 *
 * @param {Host} host
 * @param {Promise<Runtime> | false} runtime
 * @param {Map<string, string>} violations
 * @returns {SharedTask<Dataset>}
 */
function datasetTask(host, runtime, violations) {
  const isSet = host.data !== undefined;
  const src = isSet ? "" : host.getAttribute("src");
  if (src) return sharedFile(resolveUrl(src), runtime, violations);
  const [content, type, names] = isSet ? propertyContent(host.data) : scriptContent(host);
  if (runtime) preloadReader(type);
  const last = inlineDatasets.get(host);
  if (last?.content === content && last.runtime === runtime) return last.shared;
  const shared = new SharedTask(async (_, report) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content).buffer : content;
    const file = new DataFile(bytes, type, names);
    return runtime ? read(runtime, file, report) : file;
  });
  inlineDatasets.set(host, { content, runtime, shared });
  return shared;
}

/**
 * Returns the content of the property `data`, the content type and the names.
 *
 * @param {any} data
 * @returns {[string | ArrayBuffer, string, { name?: string, url?: string, title: string }]}
 */
function propertyContent(data) {
  // In a frame: a file that the surrounding page has fetched.
  if (data?.bytes instanceof ArrayBuffer) return [data.bytes, data.type, data];
  const title = "The property data";
  const remedy = "Set it to an object or to the text of a JSON or CSV file, or remove it with null.";
  if (typeof data === "string") {
    if (!data.trim()) throw failure(`${title} is an empty string. ${remedy}`);
    return [data, "", { title }];
  }
  if (typeof data !== "object") throw failure(`${title} is ${String(data)}. ${remedy}`);
  try {
    return [JSON.stringify(data, withoutPatch), "application/json", { title }];
  } catch (error) {
    throw failure(`${title} can't be written as JSON: ${error.message}`);
  }
}

/**
 * Returns a value to write as JSON: without `toJSON` of old libraries, which they add to all arrays or objects.
 *
 * @this {any}
 * @param {string} key
 * @param {any} value As `toJSON` returns it.
 */
function withoutPatch(key, value) {
  const own = this[key];
  return Array.isArray(own) || own?.toJSON === /** @type {any} */ (Object.prototype).toJSON ? own : value;
}

/**
 * Returns the content of the script inside an element, the content type and the names.
 *
 * @param {Host} host
 * @returns {[string, string, { title: string }]}
 */
function scriptContent(host) {
  const script = /** @type {HTMLScriptElement | null} */ (host.querySelector(USABLE_SCRIPT));
  if (!script) throw failure(explainUnusable(host));
  const { textContent, type } = script;
  const title = "The script inside the element";
  if (!textContent.trim()) throw failure(`${title} is empty. Put the data inside it, or write src="…" with the URL of a file on the element.`);
  return [textContent, type, { title }];
}

/**
 * Explains why the signs of data can't be used, and what to write instead.
 *
 * @param {Host} host
 */
function explainUnusable(host) {
  const script = /** @type {HTMLScriptElement | null} */ (host.querySelector(DATA_SCRIPTS));
  const attribute = DATA_ATTRIBUTES.find((name) => host.hasAttribute(name)) ?? "";
  const value = host.getAttribute(attribute) ?? "";
  const is = `The element has ${attribute}="${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (script) {
    const type = /^\s*[[{]/.test(script.textContent) ? "application/json" : "text/csv";
    return script.parentNode === host
      ? `The script inside the element has the unknown type ${script.type}. Write type="${type}".`
      : "The script with the data is not a direct child of the element. Move it directly into <weigh-in>.";
  }
  if (attribute === "src") return `${is}, which names no file. Write the URL of the file, or remove src.`;
  if (attribute !== "data") return `${is}, which is not read. Write src="…" with the URL of the file.`;
  return `${is}, which is not read. Write src="…" with the URL of a file, or set the property data to an object in a script.`;
}

/** @param {string} src */
function resolveUrl(src) {
  try {
    return new URL(src, document.baseURI);
  } catch {
    throw failure(`src="${src}" isn't a valid URL. Write the URL of the file.`);
  }
}

/**
 * @param {URL} url
 * @param {Promise<Runtime> | false} runtime
 * @param {Map<string, string>} violations
 * @returns {SharedTask<Dataset>}
 */
function sharedFile(url, runtime, violations) {
  const download = getOrCreate(filesForFrames, url.href, (signal, report) => downloadFile(url, signal, report, violations));
  if (!runtime) return download;
  preloadReader(url.pathname);
  // After a trap there is another runtime, which can't use what the previous one has read.
  if (runtime !== pageRuntime) filesForPage.clear();
  pageRuntime = runtime;
  return getOrCreate(filesForPage, url.href, async (signal, report) => {
    const file = await download.get(signal, (fraction) => report(fraction / 2));
    return read(runtime, file, (fraction) => report((1 + fraction) / 2));
  });
}

/**
 * Returns the task of a key, which is created if it doesn't exist.
 *
 * @template {object} T
 * @param {Map<string, SharedTask<T>>} tasks
 * @param {string} key
 * @param {(signal: AbortSignal, report: ReportProgress) => Promise<T>} create
 * @returns {SharedTask<T>}
 */
function getOrCreate(tasks, key, create) {
  for (const [other, shared] of tasks) if (shared.isReleased) tasks.delete(other);
  const shared = tasks.get(key) ?? new SharedTask(create);
  tasks.set(key, shared);
  return shared;
}

/**
 * A task that runs once for all callers. The result is kept while one of them references it.
 *
 * @template {object} T
 */
class SharedTask {
  #create;
  /** @type {WeakRef<T> | undefined} */
  #result;
  /**
   * The running task, with the progress listeners of its callers. It is aborted when no caller is left.
   *
   * @type {{ promise: Promise<T>, listeners: Set<ReportProgress>, controller: AbortController } | undefined}
   */
  #pending;

  /** @param {(signal: AbortSignal, report: ReportProgress) => Promise<T>} create */
  constructor(create) {
    this.#create = create;
  }

  get isReleased() {
    return !this.#pending && !this.#result?.deref();
  }

  /**
   * Returns the result. Meanwhile `report` is called with the progress. The signal rejects the promise.
   *
   * @param {AbortSignal} signal
   * @param {ReportProgress} report
   * @returns {Promise<T>}
   */
  async get(signal, report) {
    signal.throwIfAborted();
    const result = this.#result?.deref();
    if (result) return result;
    const pending = (this.#pending ??= this.#start());
    pending.listeners.add(report);
    /** @type {Promise<never>} */
    const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    try {
      return await Promise.race([pending.promise, aborted]);
    } finally {
      pending.listeners.delete(report);
      if (pending.listeners.size === 0) {
        pending.controller.abort();
        if (this.#pending === pending) this.#pending = undefined;
      }
    }
  }

  #start() {
    /** @type {Set<ReportProgress>} */
    const listeners = new Set();
    const controller = new AbortController();
    const created = this.#create(controller.signal, (fraction) => listeners.forEach((report) => report(fraction)));
    const promise = created.then((result) => {
      this.#result = new WeakRef(result);
      return result;
    });
    return { promise, listeners, controller };
  }
}

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @param {ReportProgress} report
 * @param {Map<string, string>} violations
 */
async function downloadFile(url, signal, report, violations) {
  const response = await withPatience(url, fetch(url, { signal }).catch(async () => {
    signal.throwIfAborted();
    /** @type {typeof import("./diagnosis.js") | undefined} */
    const diagnosis = await import(DIAGNOSIS).catch(() => {});
    const message = await diagnosis?.diagnoseData(url, signal, violations);
    signal.throwIfAborted();
    throw failure(message ?? `${url} can't be loaded, and neither can the script that diagnoses failures. Upload all files of one release together.`);
  }));
  const type = response.headers.get("content-type") ?? "";
  const problem = responseProblem(url, response, type);
  if (problem) {
    response.body?.cancel();
    throw failure(problem);
  }
  const length = response.headers.has("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  const chunks = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await withPatience(url, reader.read().catch(() => {
      signal.throwIfAborted();
      throw failure(`${url} did not load completely, because the connection was lost. Reload the page.`);
    }));
    if (done) break;
    size += value.length;
    if (size > MAX_BYTES) {
      reader.cancel();
      throw failure(`${url} is larger than 32 MiB. Remove entries, or shorten texts.`);
    }
    chunks.push(value);
    // Behind some proxies the length is that of the compressed content.
    if (size <= length) report(size / length);
  }
  if (size === 0) throw failure(`${url} is empty.`);
  return new DataFile(await new Blob(chunks).arrayBuffer(), type, { name: response.url, url: url.href, title: titleOf(url) });
}

/**
 * Returns the promise of a part of a file, which is rejected if it takes too long.
 *
 * @template T
 * @param {URL} url
 * @param {Promise<T>} part
 * @returns {Promise<T>}
 */
function withPatience(url, part) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(failure(`${url} has sent nothing for 30 s. Reload the page.`)), PATIENCE);
  });
  return Promise.race([part, late]).finally(() => clearTimeout(timer));
}

/**
 * Returns the name of a file for messages.
 *
 * @param {URL} url
 */
function titleOf({ pathname, href }) {
  return pathname.split("/").pop() || href;
}

/**
 * Returns the problem that a response has by its headers.
 *
 * @param {URL} url
 * @param {Response} response
 * @param {string} type
 */
function responseProblem(url, { ok, status, headers }, type) {
  if (!ok) return `${url} answered with status ${status}. Set src to the URL of the file.`;
  if (/^(text\/html|application\/xhtml)/.test(type)) {
    return `${url} answered with a web page instead of data. Set src to the URL of the JSON or CSV file itself; if that needs a login, make it public.`;
  }
  if (Number(headers.get("content-length")) > MAX_BYTES) return `${url} is larger than 32 MiB. Remove entries, or shorten texts.`;
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
  const { read, waiting } = await runtime;
  let sliceStart = performance.now();
  /** @type {(fraction: number) => Promise<void> | undefined} */
  const onProgress = (fraction) => {
    if (performance.now() - sliceStart < SLICE_MILLIS) return;
    report(fraction);
    return yieldToPage().then(() => {
      sliceStart = performance.now();
    });
  };
  let end = () => {};
  const [result, entries] = await new Promise((resolve, reject) => {
    end = () => reject(new Error("A defect has stopped the reader."));
    waiting.add(end);
    read({ bytes: new Uint8Array(bytes), type, name, onProgress, onDone: (...result) => resolve(result) });
  }).finally(() => waiting.delete(end));
  if (!result) throw failure("The code that reads data could not be loaded. Upload all files of one release together.");
  if (Array.isArray(result)) throw failure(summary(title, result), result);
  // Rendering the data blocks the page, too.
  await yieldToPage();
  return { data: result, url, detail: entries > MAX_EAGER_ENTRIES ? lazyDetail : undefined };
}

/**
 * Returns the detail of an event for a large data set, which computes the ranking on access.
 *
 * @param {Host} host
 */
function lazyDetail(host) {
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
 * Yields to other tasks of the page.
 *
 * @returns {Promise<void>}
 */
function yieldToPage() {
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
 * Returns the failure of an element, with a report if a publisher previews the page.
 *
 * @param {Host} host
 * @param {Failure} failure
 */
function failureOf(host, { message, problems }) {
  const error = failure(message, problems);
  if (!isPreview(host)) return error;
  const root = /** @type {ShadowRoot} */ (host.shadowRoot);
  if (!root.adoptedStyleSheets.includes(reportStyles)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, reportStyles];
  return Object.assign(error, { report: renderReport(error) });
}

/**
 * Returns the message for the console, with a line for each problem.
 *
 * @param {string} title
 * @param {WeighInProblem[]} problems
 */
function summary(title, problems) {
  const lines = problems.slice(0, MAX_CONSOLE_LINES).map(({ place, message }) => `${place}: ${message}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`… and ${more} more`);
  return [`${title} has ${countProblems(problems)}.`, ...lines].join("\n");
}

/** @param {{ length: number }} problems */
function countProblems({ length }) {
  return length === 1 ? "1 problem" : `${length} problems`;
}

/**
 * Reports whether a publisher previews the page, on their own machine or by `preview`.
 *
 * @param {Host} host
 */
function isPreview(host) {
  const { protocol, hostname, search } = location;
  const isLocal = protocol === "file:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return isLocal || host.hasAttribute("preview") || new URLSearchParams(search).has("preview");
}

/**
 * Renders the problems for a publisher, in English like all messages of the console.
 *
 * @param {Failure} failure
 */
function renderReport({ message, problems = [] }) {
  const [title] = message.split("\n");
  const items = problems.slice(0, MAX_PAGE_ITEMS).map(({ place, message }) => {
    return createElement("li", {}, createElement("code", {}, place), ` ${message}`);
  });
  const more = problems.length - items.length;
  if (more > 0) items.push(createElement("li", {}, `… and ${more} more`));
  return createElement(
    "section",
    // Screen readers don't announce the whole report.
    { part: "data-problems", lang: "en", dir: "ltr", "aria-live": "off", "aria-label": "Problems with the data" },
    createElement("h2", {}, title),
    items.length > 0 ? createElement("ol", { tabindex: 0 }, ...items) : "",
    createElement("p", {}, "Only you can see this. Readers get the line above and the list below."),
  );
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} attributes
 * @param {(Node | string)[]} content
 */
function createElement(name, attributes, ...content) {
  const created = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, `${value}`);
  created.append(...content);
  return created;
}

/** A progress bar, which appears after a delay. */
class Progress {
  #container;
  #line;
  #bar = createElement("progress", {});
  #percent = createElement("span", { "aria-hidden": true });
  #format;
  #timer;

  /**
   * @param {HTMLElement} container
   * @param {string} lang
   */
  constructor(container, lang) {
    const language = languageOf(lang);
    const supported = LOADING[language] ? language : "en";
    this.#container = container;
    this.#format = new Intl.NumberFormat(supported, { style: "percent" });
    this.#line = createElement("label", { part: "progress", dir: "auto" }, `${LOADING[supported]} `, this.#bar, " ", this.#percent);
    this.#timer = setTimeout(() => {
      container.append(this.#line);
      container.hidden = false;
    }, PROGRESS_DELAY);
  }

  /** @param {number} fraction From 0 to 1. */
  show(fraction) {
    this.#bar.value = fraction;
    this.#percent.textContent = this.#format.format(fraction);
  }

  end() {
    clearTimeout(this.#timer);
    // Prototype's `remove` needs a parent.
    this.#line.parentNode?.removeChild(this.#line);
    this.#container.hidden ||= !this.#container.hasChildNodes();
  }
}
