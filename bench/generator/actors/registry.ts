import type { Random } from '../model/random.ts';
import type { Traffic } from '../model/traffic.ts';
import { startAutoscalers } from './autoscalers.ts';
import { startCi } from './ci.ts';
import { createControlPlane } from './control-plane.ts';
import { startCronJobs } from './cron-jobs.ts';
import { startDenied } from './denied.ts';
import { startInformers } from './informers.ts';
import { startKubelets } from './kubelets.ts';
import { startLeaders } from './leaders.ts';
import { startOperators } from './operators.ts';
import { startPeople } from './people.ts';
import { createPlatform } from './platform.ts';
import { startProbes } from './probes.ts';
import { startReviews } from './reviews.ts';

/** Everyone who sends requests to the cluster, each with random numbers of its own. */
export function startActors(traffic: Traffic, random: Random): void {
  const plane = createControlPlane(traffic.cluster);
  const platform = createPlatform(random.fork('platform'), traffic.cluster);
  startKubelets(traffic, random.fork('kubelets'));
  startInformers(traffic, random.fork('informers'), plane, platform);
  startLeaders(traffic, random.fork('leaders'), plane, platform);
  startOperators(traffic, random.fork('operators'), platform);
  startCronJobs(traffic, random.fork('cron jobs'), plane);
  startAutoscalers(traffic, random.fork('autoscalers'), plane);
  startProbes(traffic, random.fork('probes'));
  startReviews(traffic, random.fork('reviews'));
  startCi(traffic, random.fork('ci'), plane);
  startPeople(traffic, random.fork('people'), plane);
  startDenied(traffic, random.fork('denied'));
}
