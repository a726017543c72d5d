export type ParamType = 'String' | 'Int64' | 'Array(String)';

/** Collects the values of one condition, and gives each a name. */
export interface SqlParams {
  /** The placeholder of a value: `{q1:String}`. */
  readonly bind: (value: unknown, type?: ParamType) => string;
  readonly values: Record<string, unknown>;
}

/** Names begin with `prefix`, so that several conditions can stand in one statement. */
export function createSqlParams(prefix: string, initial: Readonly<Record<string, unknown>>): SqlParams {
  const values: Record<string, unknown> = { ...initial };
  let count = 0;
  return {
    values,
    bind: (value, type = 'String') => {
      const name = `${prefix}${++count}`;
      values[name] = value;
      return `{${name}:${type}}`;
    },
  };
}
