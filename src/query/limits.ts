/** Bounds of one query, each with its reason. */

/** UTF-16 units of query text. Longer than any question a person asks, shorter than what a list of ids pasted in needs to hurt. */
export const MAX_QUERY_LENGTH = 32_768;

/** Nesting of parentheses, braces and `not`. The parser and both back ends recurse; the engine's own parser stops at 1,000. */
export const MAX_QUERY_DEPTH = 100;

/** Conditions after wildcard field names are expanded. Each costs a scan of a column, and SQL text of up to some kilobytes. */
export const MAX_QUERY_TERMS = 500;

/** Searches of all text. Each looks into every text column. */
export const MAX_TEXT_TERMS = 50;

/** Words of one phrase. They become one pattern of the engine, whose size is limited; a pasted line has some dozens. */
export const MAX_PHRASE_WORDS = 64;

/** Keys in a path into a body. Real paths have up to ten. */
export const MAX_PATH_KEYS = 32;

/** Stars in one pattern, so that a pattern cannot make the engine try many ways to match. */
export const MAX_WILDCARDS = 16;
