// @ts-check
// The attributes of the element that take one of a few values.

/** The attributes and their values. The first value is the default. */
export const CHOICES = {
  theme: ["auto", "light", "dark"],
  share: ["hash", "query", "off"],
  load: ["visible", "eager", "click"],
};

/** The values of `hide`, which takes a list. */
const HIDEABLE = ["presets", "filters", "compare", "robustness", "guide", "share", "save", "embed"];

/**
 * Returns the problems of the attributes of an element.
 *
 * @param {Element} host
 * @returns {WeighInProblem[]}
 */
export function attributeProblems(host) {
  return Object.entries({ ...CHOICES, hide: HIDEABLE }).flatMap(([name, choices]) => {
    const words = host.getAttribute(name)?.match(/[^\s,]+/g) ?? [];
    const unknown = words.filter((word) => !choices.includes(word));
    return unknown.map((word) => ({ place: `${name}="${word}"`, message: `expected one of: ${choices.join(", ")}` }));
  });
}
