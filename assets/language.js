// @ts-check

/**
 * Returns the language of a tag, however the tag is written: `ar` for `ar-EG`, `ar_EG` and `AR`.
 *
 * @param {string} tag
 */
export const languageOf = (tag) => tag.trim().toLowerCase().split(/[^a-z]/)[0];
