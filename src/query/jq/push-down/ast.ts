/** The part of jq's grammar from which conditions can be read. Everything else is `other`: it may do anything. */
export type Expression =
  | { readonly kind: 'identity' }
  | { readonly kind: 'literal'; readonly value: Literal }
  /** `.a`, `.["a"]`, `.[0]`, `.[]` of what `of` gives; a key that is not a literal is `other`. */
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Key }
  /** A function by name, without or with arguments: `not`, `select(f)`, `any(g; f)`. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'other' };

export const OTHER: Expression = { kind: 'other' };

export type Literal = string | number | boolean | null;

/** Of an object, of an array, or of every element of either. */
export type Key = string | number | typeof EACH;

export const EACH = Symbol('each');

export type Operator = '|' | ',' | '//' | 'or' | 'and' | Comparator;
export type Comparator = '==' | '!=' | '<' | '<=' | '>' | '>=';
