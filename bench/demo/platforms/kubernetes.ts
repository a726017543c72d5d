import { VerbatimError } from '../../../src/errors.ts';
import { formatMicros } from '../../../src/event/time.ts';
import { startActors } from '../../generator/actors/registry.ts';
import { attackStory } from '../../generator/attack/attack-story.ts';
import { type GenerateOptions, simulate } from '../../generator/generate.ts';
import { interleave } from '../../generator/interleave.ts';
import { createRandom } from '../../generator/model/random.ts';
import { batches, DEFAULT_BATCH } from '../../load/batch.ts';
import { sendLoad } from '../../load/send-load.ts';
import { ATTACK_QUESTIONS } from '../attack-questions.ts';
import type { DemoCluster, Span, Target, Traffic } from '../platform.ts';

/** Events a second. A cluster of this size writes a dozen times as many; so, hours of it are loaded within seconds. */
const PROD_RATE = 5;
const STAGING_RATE = 1;

/** How long before the demo starts the attack began: it is over, and traffic went on after it. */
const ATTACK_AGO_MICROS = 45 * 60_000_000;

const CONNECTIONS = 4;

/** Production, where the attack happens, and a quieter cluster beside it. */
export function kubernetesClusters(): readonly DemoCluster[] {
  return [
    {
      name: 'prod',
      createTraffic: (span) => withAttack(clusterTraffic('prod', PROD_RATE, span), span),
      deliver,
      suggestions: [
        { title: 'What is everybody busy with?', command: ['top', 'verb'] },
        {
          title: 'Who changes things by hand?',
          command: ['top', 'user', 'agent: kubectl/* and not verb: (get or list)'],
        },
        { title: 'What happens right now?', command: ['tail', 'verb: (create or delete)'] },
        ...ATTACK_QUESTIONS.map(({ title, query }) => ({ title, command: ['search', query] })),
      ],
    },
    {
      name: 'staging',
      createTraffic: (span) => clusterTraffic('staging', STAGING_RATE, span),
      deliver,
      suggestions: [],
    },
  ];
}

/** One simulated cluster that goes on where the last call left it. */
function clusterTraffic(seed: string, rate: number, { from, until, share }: Span): Traffic {
  const lines: string[] = [];
  const durationMs = (until - from) / 1000;
  const thinned: Pick<GenerateOptions, 'count' | 'durationMs'> = {
    durationMs,
    count: (durationMs / 1000) * rate * share,
  };
  const options = { seed, from: formatMicros(from), level: 'Metadata', ...thinned } as const;
  const { timeline, traffic } = simulate(options, 'demo', (line) => lines.push(line));
  startActors(traffic, createRandom(seed).fork('actors'));
  return {
    *next(end) {
      do yield* lines.splice(0);
      while (timeline.now() < end && timeline.step());
    },
  };
}

/** Puts the attack, with bodies, into the first call's lines. */
function withAttack(traffic: Traffic, { from, until }: Span): Traffic {
  const begin = formatMicros(Math.max(from, until - ATTACK_AGO_MICROS));
  let story = attackStory({ seed: 'prod', from: begin, level: 'RequestResponse' });
  return {
    next(end) {
      const told = story;
      story = [];
      return interleave(traffic.next(end), told);
    },
  };
}

/** By the audit webhook. Raises `INTERNAL` where the server refused some for good. */
async function deliver({ url, token }: Target, lines: Iterable<string>, signal: AbortSignal): Promise<number> {
  const bodies = batches(lines, { size: DEFAULT_BATCH });
  const { events, droppedEvents } = await sendLoad({ url, token, bodies, connections: CONNECTIONS, signal });
  if (droppedEvents > 0) throw new VerbatimError('INTERNAL', `The server refused ${droppedEvents} events for good.`);
  return events;
}
