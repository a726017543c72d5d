import { expect, test, vi } from 'vitest';
import type { Receipt, Sender } from '../../sources/intake.ts';
import type { Deed } from './own-event.ts';
import { createRecorder } from './recorder.ts';

const DEED: Deed = {
  auditID: '3f1c0a4e-1111-4222-8333-444455556666',
  stage: 'ResponseComplete',
  verb: 'search',
  actor: { id: 'tok_1', name: 'alice', role: 'viewer' },
  receivedAt: '2026-03-01T00:00:00.000000Z',
  stageAt: '2026-03-01T00:00:00.250000Z',
  resource: 'events',
  notes: { query: 'secret' },
};

function setUp(answer: Promise<unknown>) {
  const taken: Sender[] = [];
  const failed: unknown[] = [];
  const body = (sender: Sender) => {
    taken.push(sender);
    return answer as Promise<Receipt>;
  };
  const recorder = createRecorder({ intake: { body }, node: 'host', failed: (deed) => void failed.push(deed) });
  return { recorder, taken, failed };
}

test('it is of the cluster, platform and component verbatim', async () => {
  const { recorder, taken, failed } = setUp(Promise.resolve());
  await recorder.tryToRecord(DEED);
  const verbatim = { cluster: 'verbatim', platform: 'verbatim', component: 'verbatim', source: 'verbatim' };
  expect(taken).toEqual([{ ...verbatim, type: 'verbatim', node: 'host' }]);
  expect(failed).toEqual([]);
});

test('what cannot be recorded is told without what was asked', async () => {
  const { recorder, failed } = setUp(Promise.reject(new Error('full')));
  await recorder.tryToRecord(DEED);
  const { auditID, verb, resource, actor } = DEED;
  expect(failed).toEqual([{ auditID, verb, resource, actor, name: undefined }]);
  await expect(recorder.record(DEED)).rejects.toThrow('full');
});

test('a journal that does not answer is not waited for', async () => {
  vi.useFakeTimers();
  const { recorder, failed } = setUp(new Promise(() => {}));
  const tried = recorder.tryToRecord(DEED);
  await vi.advanceTimersByTimeAsync(5_000);
  await tried;
  expect(failed).toHaveLength(1);
  vi.useRealTimers();
});
