import type { TrafficGroup, TrafficSample } from '../../event/traffic.ts';

/** The samples of those groups that happened first, in whatever order they come: the same question has the same answer. */
export interface FirstSamples {
  readonly add: (group: Pick<TrafficGroup, 'sample' | 'sampleTime'>) => void;
  readonly all: () => readonly TrafficSample[];
}

export function firstSamples(most: number): FirstSamples {
  let kept: Pick<TrafficGroup, 'sample' | 'sampleTime'>[] = [];
  return {
    add: (group) => {
      if (kept.length === most && group.sampleTime >= kept[most - 1]!.sampleTime) return;
      // Sorting keeps the order of those that happened at the same time.
      kept = [...kept, group].sort((a, b) => a.sampleTime - b.sampleTime).slice(0, most);
    },
    all: () => kept.map(({ sample }) => sample),
  };
}
