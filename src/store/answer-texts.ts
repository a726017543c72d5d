import type { UserInfo } from '../event/event.ts';
import { MAX_ANSWER_LENGTH } from './answer-columns.ts';
import type { Delivery, StatusValue } from './event-values.ts';
import { BOUNDARY, type Said } from './native/joined-group.ts';

/* What the values of a row say in the order of `WHO` and `HOW`, as the engine's expressions for them give it. */

type Value = string | number | readonly Value[];

export function sayName(name: string | undefined): Said {
  return say([name ?? ''], [name ?? '']);
}

/** Said in the answer alone: a search finds it elsewhere. */
export function sayUnsearched(name: string | undefined): Said {
  return say([name ?? ''], []);
}

export function sayUser(info: UserInfo | undefined): Said {
  const { username = '', uid = '', groups = [], extra = {} } = info ?? {};
  const [keys, lists] = [Object.keys(extra), Object.values(extra)];
  return say([username, uid, groups, keys, lists], [username, uid, ...groups, ...keys, ...lists.flat()]);
}

export function sayMap(map: Readonly<Record<string, string>> = {}): Said {
  const [keys, values] = [Object.keys(map), Object.values(map)];
  return say([keys, values], [...keys, ...values]);
}

export function sayDelivery(delivery: Delivery | undefined): Said {
  const { cluster = '', platform = '', component = '', node = '', source = '' } = delivery ?? {};
  const names = [cluster, platform, component, node, source];
  return say(names, names);
}

export function sayStatus(value: StatusValue | undefined): Said {
  const { status = '', reason = '', code = 0 } = value?.status ?? {};
  return say([status, reason, code | 0], [status, reason]);
}

/** The text of an answer's column; none if it is too long. */
export function answerOf(said: Said | undefined): string {
  if (!said || said.json.length > MAX_ANSWER_LENGTH - 2) return '';
  return `[${said.json}]`;
}

function say(values: readonly Value[], words: readonly string[]): Said {
  return { json: values.map(jsonOf).join(','), words: words.join(BOUNDARY) };
}

/** UTF-8 knows no half of a surrogate pair. */
function jsonOf(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  return typeof value === 'number' ? String(value) : `[${value.map(jsonOf).join(',')}]`;
}
