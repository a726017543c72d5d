type Json = Readonly<Record<string, unknown>>;

/**
 * An API object, or a list or table of them, without `metadata.managedFields`; the same value where there are none.
 * Source: kubernetes/apiserver `copyWithoutManagedFields`.
 */
export function withoutManagedFields(body: unknown): unknown {
  if (!isObject(body)) return body;
  const own = stripped(body);
  const { kind, items, rows } = own;
  if (Array.isArray(items) && typeof kind === 'string' && kind.endsWith('List')) {
    return replaced(
      own,
      'items',
      items.map((item) => (isObject(item) ? stripped(item) : item)),
    );
  }
  if (Array.isArray(rows) && kind === 'Table') return replaced(own, 'rows', rows.map(strippedRow));
  return own;
}

function strippedRow(row: unknown): unknown {
  return isObject(row) && isObject(row.object) ? replaced(row, 'object', stripped(row.object)) : row;
}

function stripped(object: Json): Json {
  const { metadata } = object;
  if (!isObject(metadata) || !Object.hasOwn(metadata, 'managedFields')) return object;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}

/** The object with another value under a key; the object itself if the value is the same. */
function replaced(object: Json, key: string, value: unknown): Json {
  const before = object[key];
  const same =
    before === value || (Array.isArray(before) && Array.isArray(value) && before.every((item, i) => item === value[i]));
  return same ? object : { ...object, [key]: value };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
