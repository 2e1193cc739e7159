// @ts-check
// Explains why a file does not load, and how to fix it. Loaded only after a failure.

/** The time after a failure until the browser has reported violations of the policy, in milliseconds. */
const REPORT_DELAY = 100;

/**
 * Explains why a file of the release can't be used. `violations` maps URLs that the page's policy blocks to directives.
 *
 * @param {URL} url
 * @param {string} message
 * @param {Map<string, string>} violations
 */
export async function diagnose(url, message, violations) {
  await waitForReports();
  if (violations.has("wasm-eval") || /unsafe-eval|CSP/.test(message)) {
    return "The page's Content Security Policy blocks WebAssembly. Add 'wasm-unsafe-eval' to its script-src, or the attribute frame to the element.";
  }
  const explanation = explainViolation(url, violations);
  if (explanation) return explanation;
  const response = await fetch(url).catch(() => fetch(url, { mode: "no-cors" }).catch(() => {}));
  if (!response) return `${url} can't be reached.`;
  if (response.type === "opaque") return `${url} can't be read by other sites. Send Access-Control-Allow-Origin: * with all files of its server.`;
  if (!response.ok) return `${url} answered with status ${response.status}. Upload all files of one release together.`;
  const type = response.headers.get("content-type") ?? "";
  if (!/script|wasm/.test(type)) return `${url} is served as ${type}. Serve .js as text/javascript and .wasm as application/wasm.`;
  return `${url} does not work: ${message}`;
}

/**
 * Explains why the page can't read a data file.
 *
 * @param {URL} url
 * @param {AbortSignal} signal
 * @param {Map<string, string>} violations
 */
export async function diagnoseData(url, signal, violations) {
  await waitForReports();
  const explanation = explainViolation(url, violations);
  if (explanation) return explanation;
  const isReachable = await fetch(url, { mode: "no-cors", signal }).catch(() => {});
  return isReachable
    ? `${url} can't be read by this page. Make its server send Access-Control-Allow-Origin: ${origin === "null" ? "*" : origin}`
    : `${url} can't be reached.`;
}

/**
 * Explains why the document of a frame does not response.
 *
 * @param {URL} url
 */
export const diagnoseFrame = ({ origin, pathname }) =>
  `${origin}${pathname} does not answer. Add ${origin} to the frame-src of the page's Content Security Policy, and upload frame.html next to weigh-in.js.`;

/** Waits until the browser has reported violations of the policy. */
const waitForReports = () => new Promise((resolve) => setTimeout(resolve, REPORT_DELAY));

/**
 * @param {URL} url
 * @param {Map<string, string>} violations
 */
function explainViolation(url, violations) {
  // After a redirect browsers report only the origin.
  const violation = [...violations].find(([blocked, directive]) => {
    return blocked && url.href.startsWith(blocked) && /^(script|connect)-src/.test(directive);
  });
  if (!violation) return;
  const directive = violation[1].replace("-elem", "");
  return `The page's Content Security Policy blocks ${url}. Add ${url.origin} to its ${directive}.`;
}
