// @ts-check

/**
 * Returns the primary language of a language tag: `ar` for `ar-EG`, `ar_EG` and `AR`.
 *
 * @param {string} tag
 */
export const languageOf = (tag) => tag.trim().toLowerCase().split(/[^a-z]/)[0];
