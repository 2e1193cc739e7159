// @ts-check
// What hints at a publisher's own data set. The shell looks for these hints, and never shows the bundled data where
// it finds one; `data.js` explains those that it can't use.

/** Attributes that name data, or are meant to. Only the first of them is one of the element's. */
export const DATA_ATTRIBUTES = ["src", "data", "data-src", "data-lazy-src", "data-url", "href"];

/** Scripts inside the element that hold data, or are meant to; JSON-LD describes a page to search engines. */
export const DATA_SCRIPTS =
  'script:is([type*="json"], [type*="csv"], [type*="separated-values"], [type^="text/plain"]):not([type*="ld+json"])';
