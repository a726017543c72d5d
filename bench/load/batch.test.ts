import { describe, expect, it } from 'vitest';
import { generate } from '../generator/generate.ts';
import { batches } from './batch.ts';

const lines = [...generate({ seed: 1, from: '2026-03-02T09:00:00Z', count: 1_001, level: 'Metadata' })];

describe('batches', () => {
  it('hold every event in its order, without kind and version', () => {
    const all = [...batches(lines, { size: 400 })];
    expect(all.map(({ events }) => events)).toEqual([400, 400, 201]);
    const lists = all.map(({ body }) => JSON.parse(body.toString()));
    for (const { items, ...list } of lists) {
      expect(list).toEqual({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', metadata: {} });
      expect(Object.keys(items[0])[0]).toBe('level');
    }
    const type = { kind: 'Event', apiVersion: 'audit.k8s.io/v1' };
    const again = lists.flatMap(({ items }) => items.map((item: object) => ({ ...type, ...item })));
    expect(again).toEqual(lines.map((line) => JSON.parse(line)));
  });

  it('know their audit ids where asked', () => {
    const ids = [...batches(lines, { size: 300, withIds: true })].flatMap(({ auditIDs }) => auditIDs!);
    expect(ids).toEqual(lines.map((line) => JSON.parse(line).auditID));
  });

  it('are none without lines', () => {
    expect([...batches([], { size: 400 })]).toEqual([]);
  });
});
