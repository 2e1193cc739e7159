// What the scripts in the documentation find in the pages that they are pasted into.

import type { WeighInElement } from "weigh-in";

declare global {
  interface ParentNode {
    /** The page has a widget. */
    querySelector(selectors: "weigh-in"): WeighInElement;
  }

  interface Window {
    /** Google Tag Manager's data layer. */
    dataLayer?: object[];
  }

  /** Matomo's queue of commands. */
  const _paq: unknown[][];

  /** The state of the page's own switch. */
  const isDark: boolean;
}
