import { Counter, Gauge, type Registry } from 'prom-client';
import type { DockerMetrics, DockerStatus } from './observer.ts';

/** What is counted of logs of containers, by the id of the entry in the configuration. */
export function createDockerMetrics(registry: Registry): DockerMetrics {
  const registers = [registry];
  const labelNames = ['source'] as const;
  let ask: () => readonly DockerStatus[] = () => [];

  const readBytes = new Counter({
    name: 'verbatim_docker_logs_read_bytes_total',
    help: 'Bytes of logs of containers that were taken.',
    labelNames,
    registers,
  });
  const errors = new Counter({
    name: 'verbatim_docker_logs_errors_total',
    help: 'Times that a Docker daemon could not be asked, or that the log of a container broke off. It is tried again.',
    labelNames,
    registers,
  });
  const gaps = new Counter({
    name: 'verbatim_docker_logs_gaps_total',
    help: 'Times that a Docker daemon had rotated a log away before it was read, so that lines may be lost.',
    labelNames,
    registers,
  });
  const pushBacks = new Counter({
    name: 'verbatim_docker_logs_push_back_total',
    help: 'Times that what was read could not be journaled at once. It waits with the daemon.',
    registers,
  });
  new Gauge({
    name: 'verbatim_docker_logs_followed',
    help: 'Containers whose log is followed.',
    labelNames,
    registers,
    collect() {
      for (const { entry, containers } of ask()) this.set({ source: entry }, containers);
    },
  });

  return {
    read: (source, bytes) => readBytes.inc({ source }, bytes),
    failed: (source) => errors.inc({ source }),
    gap: (source) => gaps.inc({ source }),
    pushedBack: () => pushBacks.inc(),
    status: (asked) => {
      ask = asked;
    },
  };
}
