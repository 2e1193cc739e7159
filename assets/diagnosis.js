// @ts-check
// Why a file does not load, and what fixes it. Loaded after a failure only.

/** How long after a failure the browser reports what a policy has refused, in milliseconds. */
const REPORT_DELAY = 100;

/**
 * Returns why a file of the release can't be used. `refusals` has what the page's policy has refused, by URL.
 *
 * @param {URL} url
 * @param {string} message
 * @param {Map<string, string>} refusals
 */
export async function diagnose(url, message, refusals) {
  await reports();
  if (refusals.has("wasm-eval") || /unsafe-eval|CSP/.test(message)) {
    return "The page's Content Security Policy refuses WebAssembly. Add 'wasm-unsafe-eval' to its script-src, or the attribute frame to the element.";
  }
  const refusal = refusalOf(url, refusals);
  if (refusal) return refusal;
  const answer = await fetch(url).catch(() => fetch(url, { mode: "no-cors" }).catch(() => {}));
  if (!answer) return `${url} can't be reached.`;
  if (answer.type === "opaque") return `${url} may not be read by other sites. Let its server send Access-Control-Allow-Origin: * with all files.`;
  if (!answer.ok) return `${url} answered with status ${answer.status}. Upload all files of one release together.`;
  const type = answer.headers.get("content-type") ?? "";
  if (!/script|wasm/.test(type)) return `${url} is served as ${type}. Serve .js as text/javascript, .wasm as application/wasm.`;
  return `${url} does not work: ${message}`;
}

/**
 * Returns why a data file got no answer that the page may read.
 *
 * @param {URL} url
 * @param {AbortSignal} signal
 * @param {Map<string, string>} refusals
 */
export async function diagnoseData(url, signal, refusals) {
  await reports();
  const refusal = refusalOf(url, refusals);
  if (refusal) return refusal;
  const isThere = await fetch(url, { mode: "no-cors", signal }).catch(() => {});
  return isThere
    ? `${url} may not be read by this page. Let its server send Access-Control-Allow-Origin: ${origin === "null" ? "*" : origin}`
    : `${url} can't be reached.`;
}

/** Waits until the browser has reported what it refused. */
const reports = () => new Promise((resolve) => setTimeout(resolve, REPORT_DELAY));

/**
 * @param {URL} url
 * @param {Map<string, string>} refusals
 */
function refusalOf(url, refusals) {
  // After a redirect browsers name the origin alone.
  const refusal = [...refusals].find(([blocked, directive]) => {
    return blocked && url.href.startsWith(blocked) && /^(script|connect)-src/.test(directive);
  });
  if (!refusal) return;
  const directive = refusal[1].replace("-elem", "");
  return `The page's Content Security Policy refuses ${url}. Add ${url.origin} to its ${directive}.`;
}
