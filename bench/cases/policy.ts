import type { SimulationReport } from '../../src/api/contract.ts';
import { decode } from '../../src/decode/decode.ts';
import { NO_STRUCTURE } from '../../src/decode/received.ts';
import type { Envelope } from '../../src/event/record.ts';
import { attributesOf } from '../../src/policy/attributes.ts';
import { compile } from '../../src/policy/compile.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { onePolicy } from '../../src/policy/read/one-policy.ts';
import type { Bench } from '../bench.ts';
import { generate } from '../generator/generate.ts';
import { createApi } from '../harness/api.ts';
import { spreadOf } from '../harness/statistics.ts';
import { TRAFFIC } from '../harness/traffic.ts';
import type { Section } from '../report/document.ts';
import { short, whole } from '../report/figures.ts';

/** Enough for names to repeat as they do in traffic. */
const EVENTS = 40_000;
/** The first of these warm up and are not counted. */
const WARM_UPS = 2;
const ROUNDS = 7;
const FEW_RULES = 10;
const MANY_RULES = 1_000;
const SIMULATIONS = 3;

const ENVELOPE: Envelope = {
  cluster: 'bench',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'kubernetes-webhook',
  receivedAt: '2026-03-02T09:00:00.000000Z',
};

/** Requests through policies, and the store's events through two of them. */
export async function benchPolicy(bench: Bench): Promise<Section> {
  bench.say('policy: decisions …');
  const requests = [...generate({ ...TRAFFIC, level: 'Metadata', count: EVENTS })].map((line) =>
    attributesOf(decode(Buffer.from(line), NO_STRUCTURE, ENVELOPE).event ?? {}),
  );
  const cost = (decide: (request: (typeof requests)[number]) => unknown) =>
    whole(
      nanoseconds(() => {
        for (const request of requests) decide(request);
      }, requests.length),
    );
  const compared = [FEW_RULES, MANY_RULES].map((rules) => {
    const policy = policyWith(rules);
    return [`${whole(rules)} rules`, cost(compile(policy)), cost((request) => evaluate(policy, request))];
  });

  bench.say('policy: simulation …');
  const { server, takenIn } = await bench.loaded();
  const api = createApi(server);
  const seconds: number[] = [];
  for (let i = 0; i < SIMULATIONS; i++) {
    const began = performance.now();
    await api.post<SimulationReport>('/api/v1/policies/simulate', {
      policy: 'preset:verbatim',
      against: 'preset:gce',
    });
    seconds.push((performance.now() - began) / 1000);
  }
  return {
    title: 'Policies',
    about:
      `Nanoseconds of CPU a request, over ${whole(EVENTS)} requests in one thread, the median of ${ROUNDS} rounds; no rule but the last matches. ` +
      `\`policy simulate\` of two presets against each other, over ${whole(takenIn.report.events)} events through the HTTP API, takes ${short(spreadOf(seconds).median)} s.`,
    table: { head: ['', 'compiled', 'rule by rule'], rows: compared },
  };
}

/** Rules about other users, verbs and resources than those of the traffic, and one for all. */
function policyWith(rules: number): Policy {
  const other = Array.from({ length: rules - 1 }, (_, i) =>
    [
      '- level: None',
      `  users: [system:serviceaccount:team-${i}:robot]`,
      '  verbs: [get, list, watch]',
      `  resources: [{ group: example.com, resources: [things-${i}] }]`,
    ].join('\n'),
  );
  const text = ['apiVersion: audit.k8s.io/v1', 'kind: Policy', 'rules:', ...other, '- level: Metadata'].join('\n');
  return onePolicy('bench', text).policy;
}

/** Of CPU for each of so many, so that other work on the machine hardly shows. */
function nanoseconds(step: () => void, times: number): number {
  const rounds: number[] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    const before = process.cpuUsage();
    step();
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM_UPS) rounds.push(((user + system) * 1_000) / times);
  }
  return spreadOf(rounds).median;
}
