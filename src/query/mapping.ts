import type { Field } from '../event/fields.ts';

/**
 * Where the values of an event lie in the engine. Expressions are the program's own text, never a user's, and never
 * NULL; a missing value is `''`, `0`, the epoch or empty. `tableMapping` and `fileMapping` are the two there are.
 */
export interface Mapping {
  /**
   * The expression of a field: String for `keyword`, `uuid` and `body` (its JSON text), Array(String) for `keywords` and
   * `ips`, Int32 for `integer`, DateTime64(6) for `time`, Map(String, String) for `map`, Map(String, Array(String))
   * for `lists`. LowCardinality(String) may stand for String.
   */
  readonly column: (field: Field) => string;
  /** The expression of one key of a `map`, where it has a column of its own. */
  readonly keyColumn?: (field: Field, key: string) => string | undefined;
  /**
   * A condition: the event itself has the field, as an empty text or as the number 0. The column alone cannot tell that from
   * a field that is missing. `false` for what no event says, and where the engine does not hold the event's own JSON.
   */
  readonly holdsZero: (field: Field) => string;
  /** The JSON text from which a field's texts are decoded, where there is one: a cheap search in it comes first. */
  readonly json: (field: Field) => string | undefined;
  /** The auditID as a UUID if the store keeps it as one, else the UUID that stands for none. */
  readonly uuid: string;
  readonly search: SearchedTexts;
  /** Values of the parameters that the expressions name. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a search of all text looks into. */
export interface SearchedTexts {
  /** One String, folded: the texts of all fields but those below, joined by `BOUNDARY`. An index may serve it. */
  readonly joined: string;
  /** Further Strings of the same kind, for fields that have few different values: each is looked through, without an index. */
  readonly names: readonly string[];
  /** A folded String that is a part of `joined`, cheaper to read, in which most sentences stand. */
  readonly sentences?: string;
  /** String and Array(String) expressions of the fields that only `isHexadecimal` phrases can be in. */
  readonly hexadecimal: { readonly texts: readonly string[]; readonly lists: readonly string[] };
  /** JSON text that holds every searched text, and the texts that it does not hold. */
  readonly json?: { readonly text: string; readonly butFor: readonly string[] };
}
