// The state of a widget within a URL, as `share::url` has it.

/** What stands before the state of a widget with this name. */
export const keyOf = (name) => `${encodeURIComponent(name)}=`;

/** The state under a key, if there is one. */
export function stateOf(url, key) {
  const parts = url.split(/[?#&]/);
  return parts.find((part) => part.startsWith(key))?.slice(key.length);
}

/** The same URL with another state under a key, or without one. Everything else stays. */
export function withState(url, share, key, state) {
  const hash = url.indexOf("#");
  const [page, fragment] = hash < 0 ? [url, ""] : [url.slice(0, hash), url.slice(hash)];
  const isRoute = /^#[/!]/.test(fragment);
  const mark = share === "query" || isRoute ? "?" : "#";
  const carrier = share === "query" ? page : url;
  const after = share === "query" ? fragment : "";
  const start = carrier.indexOf(mark, share === "query" ? 0 : page.length);
  const [before, parts] = start < 0 ? [carrier, []] : [carrier.slice(0, start), carrier.slice(start + 1).split("&")];
  const part = state === undefined ? [] : [key + state];
  const kept = parts.filter(Boolean);
  const at = kept.findIndex((other) => other.startsWith(key));
  if (at < 0) kept.push(...part);
  else kept.splice(at, 1, ...part);
  return before + (kept.length > 0 ? mark + kept.join("&") : "") + after;
}
