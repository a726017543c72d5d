import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { attributesAsked } from '../../policy/attributes-asked.ts';
import { explain } from '../../policy/explain.ts';
import { findingsOf } from '../../policy/lint/findings-of.ts';
import { presetText } from '../../policy/presets/preset.ts';
import { PRESETS, presetTextOf } from '../../policy/presets/presets.ts';
import { onePolicy } from '../../policy/read/one-policy.ts';
import { parseBudget } from '../../policy/suggest/budget.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import type { RouteOptions } from '../options.ts';
import { answerWithProgress } from '../policies/answer-with-progress.ts';
import {
  ExplainAnswer,
  ExplainRequest,
  LintAnswer,
  LintRequest,
  PoliciesAnswer,
  PresetsAnswer,
  SimulateRequest,
  SimulationReport,
  SuggestAnswer,
  SuggestRequest,
} from '../policies/contract.ts';
import { propose } from '../policies/propose.ts';
import { replay } from '../policies/replay.ts';

const READ = { permission: 'read-events' } as const;
const TAGS = ['policies'];
/** What a body says of the events that it is about. */
const QUESTION = ['query', 'from', 'to', 'cluster'];
const LINES =
  'With `Accept: application/x-ndjson`, lines: `{"progress":{"done","of"}}` while it runs, in events, and last `{"result":…}` or `{"problem":…}`.';

/** `/policies`: what audit policies record, and why. Most are given with the request; none of those is kept. */
export function policyRoutes({ eventsFor, policies }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/policies',
      {
        config: { permission: 'read-all', audit: { verb: 'list', resource: 'policies' } },
        schema: {
          summary: 'The policies that decide what is kept, and of which clusters and sources',
          tags: TAGS,
          response: { 200: PoliciesAnswer },
        },
      },
      async () => policies(),
    );

    app.get(
      '/policies/presets',
      {
        config: READ,
        schema: { summary: 'Policies that are known by a name', tags: TAGS, response: { 200: PresetsAnswer } },
      },
      async () => ({
        presets: PRESETS.map((preset) => {
          const { name, title, origin } = preset;
          return { name, title, origin, policy: presetText(preset) };
        }),
      }),
    );

    app.post(
      '/policies/explain',
      {
        config: READ,
        schema: {
          summary: 'Which rule of a policy decides about a request, and why',
          tags: TAGS,
          body: ExplainRequest,
          response: { 200: ExplainAnswer },
        },
      },
      async ({ body: { policy, ...asked } }) => {
        const { decision, steps, recorded } = explain(onlyPolicy('policy', policy), attributesAsked(asked));
        const { rule, ...rest } = decision;
        return {
          decision: { ...rest, ...(rule === undefined ? {} : { rule }), omitStages: [...decision.omitStages] },
          steps: [...steps],
          recorded: { ...recorded, stages: [...recorded.stages] },
        };
      },
    );

    app.post(
      '/policies/lint',
      {
        config: READ,
        schema: {
          summary: 'What is wrong with a policy, why, and which rule would mend it',
          tags: TAGS,
          body: LintRequest,
          response: { 200: LintAnswer },
        },
      },
      async ({ body: { policy } }) => ({ findings: findingsOf(presetTextOf(policy) ?? policy) }),
    );

    app.post(
      '/policies/simulate',
      {
        config: {
          ...READ,
          audit: { verb: 'simulate', resource: 'policies', asks: QUESTION },
        },
        schema: {
          summary: 'What recorded events would be under a policy, or under one against another',
          description: `Only what was recorded can be replayed. ${LINES}`,
          tags: TAGS,
          body: SimulateRequest,
          response: { 200: SimulationReport },
        },
      },
      async (request, reply) => {
        const { policy, against, ...question } = request.body;
        const first = onlyPolicy('policy', policy);
        const second = against === undefined ? undefined : onlyPolicy('against', against);
        const events = eventsFor(request);
        const options = { events, answers: events.ask(question), signal: clientGone(reply) };
        const work = replay(first, second, { ...options, counted: (returned) => tell(request, { returned }) });
        return answerWithProgress(request, reply, work);
      },
    );

    app.post(
      '/policies/suggest',
      {
        config: { ...READ, audit: { verb: 'suggest', resource: 'policies', asks: QUESTION } },
        schema: {
          summary: 'A policy for recorded events under a budget',
          description: `It begins with what Verbatim recommends and records less of the least valuable traffic. ${LINES}`,
          tags: TAGS,
          body: SuggestRequest,
          response: { 200: SuggestAnswer },
        },
      },
      async (request, reply) => {
        const { budget, ...question } = request.body;
        const options = { answers: eventsFor(request).ask(question), signal: clientGone(reply) };
        const counted = (returned: number) => tell(request, { returned });
        return answerWithProgress(request, reply, propose(parseBudget(budget), { ...options, counted }));
      },
    );
  };
}

function onlyPolicy(name: string, text: string) {
  return onePolicy(name, presetTextOf(text) ?? text).policy;
}
