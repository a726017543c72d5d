import { parseMicros } from '../../event/time.ts';
import type { Item } from '../item.ts';
import { itemTime } from '../render/item.ts';

/** In the order in which the handling of a request reaches them. */
const ORDER: readonly string[] = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

/** When the stage was reached, in microseconds since the epoch; `undefined` where it does not say. */
export function reachedAt(item: Item): number | undefined {
  return parseMicros(item.event.stageTimestamp || itemTime(item));
}

/** Orders stages by when they were reached, and those of one moment as a request reaches them. */
export function compareStages(a: Item, b: Item): number {
  return (reachedAt(a) ?? 0) - (reachedAt(b) ?? 0) || rank(a) - rank(b);
}

/** The stage that says how the request ended, else the last one known. */
export function lastStage<T extends { readonly item: Item }>(stages: readonly [T, ...T[]]): T {
  return stages.reduce((last, stage) => (rank(stage.item) >= rank(last.item) ? stage : last));
}

function rank(item: Item): number {
  return ORDER.indexOf(item.event.stage ?? '');
}
