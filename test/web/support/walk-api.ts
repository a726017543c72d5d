/** What of `/openapi.json` says how to ask. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly enum?: readonly string[] };
}

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

/** Values to try, by the name of a parameter, or by its path and name where the name means several things. */
export type Candidates = Readonly<Record<string, readonly string[]>>;

/** Requests for every operation: with what it needs, then with each value for each of its parameters, one at a time. */
export function requestsFor(
  { paths }: Document,
  candidates: Candidates,
  bodies: Readonly<Record<string, readonly object[]>>,
): Ask[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path}`;
      const given = operation.requestBody === undefined ? [undefined] : bodies[name];
      if (!given) throw new Error(`${name} takes a body: say which.`);
      const addresses = addressesOf(path, operation.parameters ?? [], candidates);
      return given.flatMap((body) =>
        addresses.map((address) => ({ method, path: address, ...(body ? { body } : {}) })),
      );
    }),
  );
}

function addressesOf(path: string, parameters: readonly Parameter[], candidates: Candidates): string[] {
  const valuesOf = ({ name, schema }: Parameter) =>
    candidates[`${path} ${name}`] ?? candidates[name] ?? schema?.enum ?? [];
  const needed = parameters.filter((parameter) => parameter.required || parameter.in === 'path');
  const base = new Map(needed.map((parameter) => [parameter, valuesOf(parameter)[0] ?? '1']));
  const varied = parameters.flatMap((parameter) =>
    valuesOf(parameter).map((value) => new Map(base).set(parameter, value)),
  );
  return [...new Set([base, ...varied].map((values) => addressOf(path, values)))];
}

function addressOf(path: string, values: ReadonlyMap<Parameter, string>): string {
  const query = new URLSearchParams();
  let address = path;
  for (const [{ name, in: place }, value] of values) {
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    else query.append(name, value);
  }
  return query.size > 0 ? `${address}?${query}` : address;
}
