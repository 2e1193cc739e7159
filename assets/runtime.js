// What the shell loads once for all widgets of a page: the style sheet, and the WebAssembly's glue.
import init, { Widget } from "./weigh_in.js";
import css from "./weigh-in.css";

export { Widget };

export const styles = new CSSStyleSheet();
styles.replaceSync(css);

/** Starts the WebAssembly, given the promise of its response. */
export const start = (wasm) => init({ module_or_path: wasm });
