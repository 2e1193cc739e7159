// @ts-check
// The signs of a publisher's own data set, including usual mistakes. If the shell finds one, it never shows the bundled
// data set, and `data.js` explains mistakes.

/** Attributes that are meant to name data. Only the first is an attribute of the element. */
export const DATA_ATTRIBUTES = ["src", "data", "data-src", "data-lazy-src", "data-url", "href"];

/**
 * Scripts inside the element that are meant to contain data. JSON-LD is excluded: it describes pages to search engines.
 */
export const DATA_SCRIPTS =
  'script:is([type*="json"], [type*="csv"], [type*="separated-values"], [type^="text/plain"]):not([type*="ld+json"])';
