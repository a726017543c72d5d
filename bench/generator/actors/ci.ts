import { invalid } from '../model/answer.ts';
import { query } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import { deployedAccount } from '../model/service-account.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import type { ControlPlane } from './control-plane.ts';
import { preview } from './preview.ts';
import { rollout } from './rollout.ts';

export const CI_NAMESPACE = 'ci';
export const CI_ACCOUNT = 'deployer';

/** Two pipelines, each with a deployment about every two minutes; one in six is a preview of a pull request. */
const PIPELINES = 2;
const EVERY_MS = 110_000;
const PREVIEWS = 0.17;
const REJECTED = 0.04;
const POLLS = 6;
const APPLY = query({ fieldManager: 'kubectl', fieldValidation: 'Strict', force: 'false' });
const DRY_RUN = query({ dryRun: 'All', fieldManager: 'kubectl', fieldValidation: 'Strict', force: 'false' });

/** Server-side apply of a workload's manifests: first dry, then for good; then wait until it is rolled out. */
function* deploy(traffic: Traffic, random: Random, plane: ControlPlane, by: Caller): Process {
  const workload = traffic.cluster.anyWorkload(random);
  const { namespace, name } = workload;
  const target = { by, namespace, name };
  const manifests = [KINDS.configMaps, KINDS.services, KINDS.serviceAccounts, KINDS.ingresses];
  for (const options of [DRY_RUN, APPLY]) {
    for (const kind of manifests) {
      traffic.send({ ...target, kind, verb: 'patch', query: options });
      yield 30 + random.below(60);
    }
    const answer = random.chance(REJECTED)
      ? invalid(
          KINDS.deployments,
          name,
          'spec.template.spec.containers[0].image',
          'Invalid value: "": image is required',
        )
      : undefined;
    traffic.send({ ...target, kind: KINDS.deployments, verb: 'patch', query: options, answer });
    if (answer !== undefined) return;
    yield 40;
  }
  traffic.start(rollout(traffic, random, plane, workload));
  for (let i = 0; i < POLLS; i++) {
    traffic.send({ ...target, kind: KINDS.deployments, verb: 'get' });
    yield 5_000;
  }
}

function* pipeline(traffic: Traffic, random: Random, plane: ControlPlane, by: Caller): Process {
  for (;;) {
    yield traffic.sometime(random, EVERY_MS);
    if (random.chance(PREVIEWS)) traffic.start(preview(traffic, random, plane, by));
    else traffic.start(deploy(traffic, random, plane, by));
  }
}

export function startCi(traffic: Traffic, random: Random, plane: ControlPlane): void {
  for (let i = 0; i < PIPELINES; i++) {
    const own = random.fork(`pipeline ${i}`);
    const by = deployedAccount(own, traffic.cluster.nodes, {
      namespace: CI_NAMESPACE,
      name: CI_ACCOUNT,
      agent: 'kubectl/v1.31.2 (linux/amd64) kubernetes/9d8c2f4',
      deployment: `runner-${i}`,
    });
    traffic.start(pipeline(traffic, own, plane, by));
  }
}
