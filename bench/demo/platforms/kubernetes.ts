import { formatMicros } from '../../../src/event/time.ts';
import { startActors } from '../../generator/actors/registry.ts';
import { attackStory } from '../../generator/attack/attack-story.ts';
import { type GenerateOptions, simulate } from '../../generator/generate.ts';
import { interleave } from '../../generator/interleave.ts';
import { createRandom } from '../../generator/model/random.ts';
import { ATTACK_QUESTIONS } from '../attack-questions.ts';
import { byWebhook } from '../deliver/webhook.ts';
import { LIFE, LIFE_SCENE } from '../life.ts';
import type { DemoCluster, Span, Traffic } from '../platform.ts';
import { sceneTraffic } from '../scene.ts';

/** Events a second. A cluster of this size writes a dozen times as many; so, hours of it are loaded within seconds. */
const PROD_RATE = 5;
const STAGING_RATE = 1;

/** How long before the demo starts the attack began: it is over, and traffic went on after it. */
const ATTACK_AGO_MICROS = 45 * 60_000_000;

/** Production, where the attack happens, and a quieter cluster beside it. */
export function kubernetesClusters(): readonly DemoCluster[] {
  return [
    {
      name: 'prod',
      about: 'Kubernetes: a token of the CI system was stolen, and its traces are there to be found',
      createTraffic: (span) => withLife(withAttack(clusterTraffic('prod', PROD_RATE, span), span), span),
      connect: byWebhook,
      suggestions: [
        { title: 'What is everybody busy with?', command: ['top', 'verb'] },
        {
          title: 'Who changes things by hand?',
          command: ['top', 'user', 'agent: kubectl/* and not verb: (get or list)'],
        },
        { title: 'What happens right now?', command: ['tail', 'verb: (create or delete)'] },
        {
          title: 'Who changed this deployment, and what in it?',
          command: ['history', 'deployments', LIFE.deployment, '-n', LIFE.namespace],
        },
        ...ATTACK_QUESTIONS.map(({ title, query }) => ({ title, command: ['search', query] })),
      ],
    },
    {
      name: 'staging',
      about: 'a quieter Kubernetes cluster',
      createTraffic: (span) => clusterTraffic('staging', STAGING_RATE, span),
      connect: byWebhook,
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
      while (timeline.due() <= end && timeline.step()) yield* lines.splice(0);
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

/** Puts what is done to some objects, with bodies, between the lines. */
function withLife(traffic: Traffic, span: Span): Traffic {
  const life = sceneTraffic('life', LIFE_SCENE, span);
  return { next: (end) => interleave(traffic.next(end), [...life.next(end)]) };
}
