// What a publisher's own data need: they are fetched, handed to the runtime that reads them or to the
// frame, and what is wrong with them is told. Loaded with the first element that has some. The build
// fills in LOADING, what is said meanwhile in every language.

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
  [part="report"] { border: 1px solid; border-radius: 8px; margin-block: .75em; padding: .75em 1em; overflow-wrap: anywhere }
  [part="report"] > * { margin: 0; font-size: 1em }
  ol { max-block-size: 20em; margin-block: .5em !important; padding-inline-start: 2.5em; overflow: auto }
  li + li { margin-block-start: .35em }
  code { border-radius: 3px; background: color-mix(in srgb, currentcolor 12%, transparent); padding: .1em .3em; font-size: .95em }
  ol:focus-visible { outline: 2px solid; outline-offset: 2px }
`);

/** What is made of files, by URL: for the page by its runtime, and for frames. */
const ofFiles = { page: new Map(), frame: new Map() };
/** What was last made of the data that an element holds itself. */
const ofElements = new WeakMap();
/** What tells a reader of an element how far its data have come. */
const progresses = new WeakMap();

/**
 * Promises the data set of an element: `{data, url, detail}`, as the runtime has read it; or without a runtime,
 * for a frame that reads it, a `DataFile`. Data that have no URL have an empty one.
 *
 * Meanwhile, and until the frame has read it, progress is shown at the end of `above`. If the data are no good,
 * the error has `problems`, and a `report` for a publisher who previews the page.
 */
export async function bring(host, script, lang, runtime, above, signal) {
  // Attempts may come here in another order than they began in: the latest is told of.
  signal.throwIfAborted();
  end(host);
  const progress = new Progress(above, lang);
  progresses.set(host, progress);
  try {
    const made = wanted(host, script, runtime).take(signal, (part) => progress.tell(part));
    const [own] = await Promise.all([made, runtime]);
    if (runtime) progress.end();
    return own;
  } catch (error) {
    progress.end();
    throw error.problems ? failureOf(host, error) : error;
  }
}

/** Nothing is on its way any more. */
function end(host) {
  progresses.get(host)?.end();
}

/** The bytes of a data set, with what tells of what kind they are: a content type, and a name or URL. */
class DataFile {
  constructor(bytes, type, { name = "", url = "", title }) {
    Object.assign(this, { bytes, type, name, url, title });
  }

  /** What the page is told where the frame of an element can't read it. */
  failureOf = failureOf;

  /** What is called when the frame of an element has read it, or does not. */
  end = end;
}

/** What an element has: the property `data`, else `src`, else the script inside. */
function wanted(host, script, runtime) {
  const src = host.data ? "" : host.getAttribute("src");
  if (src) return ofFile(resolved(src), runtime);
  const [content, type, names] = host.data ? ofProperty(host.data) : ofScript(script);
  const last = ofElements.get(host);
  if (last?.content === content && last.isFramed === !runtime) return last.made;
  const made = new Shared(async (_, tell) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content).buffer : content;
    const file = new DataFile(bytes, type, names);
    return runtime ? read(runtime, file, tell) : file;
  });
  ofElements.set(host, { content, isFramed: !runtime, made });
  return made;
}

/** The content of the property `data`, its type and its names. */
function ofProperty(data) {
  // A file that the page around this frame has fetched.
  if (data.bytes instanceof ArrayBuffer) return [data.bytes, data.type, data];
  const title = "The property data";
  if (typeof data === "string") return [data, "", { title }];
  try {
    return [JSON.stringify(data), "application/json", { title }];
  } catch (error) {
    throw failure(`${title} can't be written as JSON: ${error.message}`);
  }
}

function ofScript({ textContent, type }) {
  return [textContent, type, { title: "The script inside the element" }];
}

function resolved(src) {
  try {
    return new URL(src, document.baseURI);
  } catch {
    throw failure(`src="${src}" is no URL. Write where the file lies.`);
  }
}

function ofFile(url, runtime) {
  const download = found(ofFiles.frame, url.href, (signal, tell) => downloaded(url, signal, tell));
  if (!runtime) return download;
  return found(ofFiles.page, url.href, async (signal, tell) => {
    const file = await download.take(signal, (part) => tell(part / 2));
    return read(runtime, file, (part) => tell((1 + part) / 2));
  });
}

/** What is kept under a key, or is to be made. */
function found(all, key, make) {
  for (const [other, made] of all) if (made.isGone) all.delete(other);
  if (!all.has(key)) all.set(key, new Shared(make));
  return all.get(key);
}

/** Something that is made once for all who want it, and is there as long as one of them keeps it. */
class Shared {
  #make;
  #kept;
  /** The promise of it, who waits for it, and what ends it if nobody does any more. */
  #making;

  /** Given a function from a signal and another function, which it tells the part that is done. */
  constructor(make) {
    this.#make = make;
  }

  get isGone() {
    return !this.#making && !this.#kept?.deref();
  }

  /** Gives it; until then `tell` is told the part that is done, and the signal ends the waiting. */
  async take(signal, tell) {
    signal.throwIfAborted();
    const kept = this.#kept?.deref();
    if (kept) return kept;
    const making = (this.#making ??= this.#begin());
    making.waiting.add(tell);
    const left = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    try {
      return await Promise.race([making.promise, left]);
    } finally {
      making.waiting.delete(tell);
      if (making.waiting.size === 0) {
        making.ending.abort();
        if (this.#making === making) this.#making = undefined;
      }
    }
  }

  #begin() {
    const waiting = new Set();
    const ending = new AbortController();
    const made = this.#make(ending.signal, (part) => waiting.forEach((tell) => tell(part)));
    const promise = made.then((result) => {
      this.#kept = new WeakRef(result);
      return result;
    });
    return { promise, waiting, ending };
  }
}

async function downloaded(url, signal, tell) {
  const response = await answered(url, signal);
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
      throw failure(`${url} did not come whole: the connection broke off.`);
    });
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      reader.cancel();
      throw failure(`${url} is larger than 32 MiB. Leave out entries or long texts.`);
    }
    parts.push(value);
    // The length may be that of what was compressed on the way.
    if (size <= length) tell(size / length);
  }
  if (size === 0) throw failure(`${url} is empty.`);
  return new DataFile(await new Blob(parts).arrayBuffer(), type, { name: response.url, url: url.href, title: titleOf(url) });
}

/** The name of a file, for people. */
function titleOf({ pathname, href }) {
  return pathname.split("/").pop() || href;
}

/** The answer of the server; an error where there is none tells why. */
async function answered(url, signal) {
  let refused;
  const note = ({ blockedURI, effectiveDirective }) => {
    if (url.href.startsWith(blockedURI)) refused = effectiveDirective;
  };
  document.addEventListener("securitypolicyviolation", note);
  try {
    return await fetch(url, { signal });
  } catch {
    signal.throwIfAborted();
    // Violations are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (refused) throw failure(`The page's Content Security Policy refuses ${url}. Add ${url.origin} to its ${refused}.`);
    const isThere = await fetch(url, { mode: "no-cors", signal }).catch(() => {});
    signal.throwIfAborted();
    throw failure(
      isThere
        ? `${url} may not be read by this page. Let its server send Access-Control-Allow-Origin: ${origin === "null" ? "*" : origin}`
        : `${url} can't be reached.`,
    );
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
}

/** What is wrong with an answer before it is read. */
function problemOf(url, { ok, status, headers }, type) {
  if (!ok) return `${url} answered with status ${status}. Let src name where the file lies.`;
  if (/^(text\/html|application\/xhtml)/.test(type)) {
    return `${url} answered with a web page, not with data. Let src name the JSON or CSV file itself; if it needs a login, make it public.`;
  }
  if (headers.get("content-length") > MOST_BYTES) return `${url} is larger than 32 MiB. Leave out entries or long texts.`;
}

/** A data set, as the runtime reads it from a file. */
async function read(runtime, { bytes, type, name, url, title }, tell) {
  const { read } = await runtime;
  let since = performance.now();
  const next = (part) => {
    if (performance.now() - since < SLICE) return;
    tell(part);
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

/** What the events of a large data set tell: the ranking is made if somebody asks for it. */
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

/** Lets others have their turn. */
function turn() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

function failure(message, problems = []) {
  return Object.assign(new Error(message), { problems });
}

/** The same failure as an element tells it: with a report if a publisher previews the page. */
function failureOf(host, { message, problems }) {
  const error = failure(message, problems);
  if (!isPreview(host)) return error;
  const root = host.shadowRoot;
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, look];
  return Object.assign(error, { report: report(error) });
}

/** What the console says of problems. */
function summary(title, problems) {
  const lines = problems.slice(0, MOST_LINES).map(({ place, message }) => `${place}: ${message}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`… and ${more} more`);
  return [`${title} has ${count(problems)}.`, ...lines].join("\n");
}

function count({ length }) {
  return length === 1 ? "1 problem" : `${length} problems`;
}

/** Whether a publisher looks at the page, and no reader: on their own machine, or in a preview. */
function isPreview(host) {
  const { protocol, hostname, search } = location;
  const isLocal = protocol === "file:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return isLocal || host.hasAttribute("preview") || new URLSearchParams(search).has("preview");
}

/** What is wrong, in full, for a publisher: in English, like all that is told in the console. */
function report({ message, problems }) {
  const [title] = message.split("\n");
  const items = problems.slice(0, MOST_ITEMS).map(({ place, message }) => {
    return element("li", {}, element("code", {}, place), ` ${message}`);
  });
  const more = problems.length - items.length;
  if (more > 0) items.push(element("li", {}, `… and ${more} more`));
  return element(
    "section",
    // It is not read out whole as soon as it is there.
    { part: "report", lang: "en", dir: "ltr", "aria-live": "off", "aria-label": "Problems of the data" },
    element("h2", {}, title),
    items.length > 0 ? element("ol", { tabindex: 0 }, ...items) : "",
    element("p", {}, "Shown in previews alone. Readers see the line above and what stands below."),
  );
}

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
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

  constructor(above, lang) {
    const [language] = lang.toLowerCase().split("-");
    const known = LOADING[language] ? language : "en";
    this.#above = above;
    this.#format = new Intl.NumberFormat(known, { style: "percent" });
    this.#line = element("label", { part: "progress", dir: "auto" }, `${LOADING[known]} `, this.#bar, " ", this.#percent);
    this.#patience = setTimeout(() => {
      above.append(this.#line);
      above.hidden = false;
    }, PATIENCE);
  }

  tell(part) {
    this.#bar.value = part;
    this.#percent.textContent = this.#format.format(part);
  }

  end() {
    clearTimeout(this.#patience);
    this.#line.remove();
    this.#above.hidden ||= !this.#above.hasChildNodes();
  }
}
