import { expect, test } from 'vitest';
import type { StoredRecord } from '../../src/store/row.ts';
import type { Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';

type Make = (seq: number, raw: string, envelope: Partial<StoredRecord>) => StoredRecord;

/** What every store tells of the objects that events are about. */
export function objectsContract(store: () => Store, make: Make): void {
  test('tells which objects requests are about, the latest first, and what was done last', async () => {
    const at = (second: number) => `2026-05-01T00:00:0${second}.000001Z`;
    const rows: readonly [second: number, verb: string, name: string, more?: object, stage?: string][] = [
      [1, 'create', 'web'],
      [2, 'update', 'web', { apiGroup: 'apps' }],
      [3, 'create', 'api'],
      [4, 'patch', 'web'],
      // No request of its own, and none that names an object.
      [5, 'delete', 'api', {}, 'RequestReceived'],
      [6, 'list', ''],
    ];
    const records = rows.map(([second, verb, name, more, stage = 'ResponseComplete'], i) =>
      make(
        i + 1,
        JSON.stringify({
          ...{
            level: 'Metadata',
            auditID: `o${i}`,
            stage,
            requestURI: '/x',
            verb,
            user: { username: `user-${second}` },
          },
          objectRef: { resource: 'pods', namespace: 'prod', name, ...more },
          responseStatus: { metadata: {}, code: 200 },
          requestReceivedTimestamp: at(second),
        }),
        { journal: 'o', cluster: 'objects' },
      ),
    );
    await store().load(encodeRecords(records));
    const selection = { where: { sql: '1', params: {} }, clusters: ['objects'] };
    const web = { cluster: 'objects', resource: 'pods', namespace: 'prod', name: 'web', platform: 'kubernetes' };
    const all = await store().objects(selection, { limit: 9 });
    expect(all).toEqual([
      { ...web, apiGroup: '', count: 2, last: at(4), verb: 'patch', actor: 'user-4', outcome: 'allowed' },
      { ...web, name: 'api', apiGroup: '', count: 1, last: at(3), verb: 'create', actor: 'user-3', outcome: 'allowed' },
      { ...web, apiGroup: 'apps', count: 1, last: at(2), verb: 'update', actor: 'user-2', outcome: 'allowed' },
    ]);
    expect(await store().objects(selection, { limit: 1 })).toEqual(all.slice(0, 1));
  });
}
