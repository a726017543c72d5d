import { expect, test } from 'vitest';
import type { Recent } from './contract.ts';
import { type Delivered, lacksOf } from './lacks.ts';
import { longestSilence, SILENCE_STEP_MS } from './silence.ts';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const counts = (...values: string[]) => values.map((value) => ({ value, count: 1 }));
const steps = (...at: number[]) => at.map((n) => NOW + n * SILENCE_STEP_MS);

const FULL: Recent = {
  from: '2026-03-01T12:00:00.000Z',
  events: 9,
  levels: counts('Metadata', 'RequestResponse'),
  stages: counts('ResponseComplete', 'RequestReceived'),
  platforms: counts('kubernetes'),
  components: counts('kube-apiserver'),
  nodes: [],
  sources: counts('webhook'),
};
const found = (recent: Partial<Recent> = {}, more: Partial<Delivered> = {}) =>
  lacksOf({ now: NOW, lastReceived: NOW - 1000, busy: [], recent: { ...FULL, ...recent }, ...more }).map(
    ({ what }) => what,
  );

test.each<readonly [string, string[], string[]]>([
  ['nothing', found(), []],
  ['all, where nothing ever came', found({ events: 0 }, { lastReceived: undefined }), ['events']],
  ['what came of late', found({}, { lastReceived: NOW - 11 * 60_000 }), ['recent-events']],
  ['no stage or level, where no event says of any', found({ events: 0, levels: [], stages: [] }), []],
  ['the stage before the work', found({ stages: counts('ResponseComplete', 'ResponseStarted') }), ['RequestReceived']],
  ['the end', found({ stages: counts('RequestReceived') }), ['ResponseComplete']],
  ['answers', found({ levels: counts('Request', 'Metadata') }), ['response-bodies']],
  ['bodies', found({ levels: counts('Metadata') }), ['request-bodies', 'response-bodies']],
  ['nothing, in small letters', found({ levels: counts('metadata', 'requestresponse') }), []],
  [
    'no bodies, where the platform has none',
    found({ platforms: counts('pks'), levels: [], components: counts('uaa', 'pks-api') }),
    [],
  ],
  ['a component', found({ platforms: counts('pks'), components: counts('uaa') }), ['component']],
  [
    'servers of OpenShift',
    found({ platforms: counts('openshift'), components: counts('kube-apiserver', 'oauth-server') }),
    ['component', 'component'],
  ],
  ['a while', found({}, { busy: steps(-20, -19, -18, -17, -10, -9, -8, -7) }), ['steady-events']],
])('%s is missing', (_name, what, expected) => {
  expect(what).toEqual(expected);
});

test.each([
  ['none', [], undefined],
  ['one', [-5], undefined],
  ['all', [-5, -4, -3, -2], undefined],
  ['two left out', [-6, -5, -2, -1], undefined],
  ['three left out', [-8, -7, -6, -2, -1], [-5, -2]],
  ['the longest of two', [-20, -19, -18, -17, -13, -12, -11, -10, -5, -4, -3, -2], [-9, -5]],
  ['few', [-100, -80, -50, -10], undefined],
])('silence where of the stretches there are %s', (_name, busy, silence) => {
  const [from, to] = silence ? steps(...silence) : [];
  expect(longestSilence(steps(...busy))).toEqual(silence && { from, to });
});
