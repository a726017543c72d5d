import { type GenerateOptions, simulate } from '../generate.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';
import { createCast } from './cast.ts';
import { type Chapter, chapters, type Step } from './chapters.ts';

/** Between two chapters the thief thinks. */
const PAUSE_MS = 75_000;

function* session(traffic: Traffic, step: Extract<Step, { openMs: number }>): Process {
  const open = traffic.open(step.call);
  yield step.openMs;
  traffic.close(open);
}

function play(traffic: Traffic, step: Step): void {
  if ('visit' in step) traffic.visit(step.visit);
  else if ('openMs' in step) traffic.start(session(traffic, step));
  else traffic.send(step.call);
}

function* telling(traffic: Traffic, story: readonly Chapter[]): Process {
  for (const { steps, everyMs } of story) {
    for (const step of steps) {
      play(traffic, step);
      yield everyMs + ('openMs' in step ? step.openMs : 0);
    }
    yield PAUSE_MS;
  }
}

export type StoryOptions = Pick<GenerateOptions, 'seed' | 'from' | 'cluster' | 'bodyBytes'> & {
  readonly level?: GenerateOptions['level'];
};

/**
 * A leaked CI token and what is done with it from abroad, in about 15 minutes: the events of the thief alone, ordered
 * by time, for the cluster that `generate` has for the same seed.
 */
export function attackStory(options: StoryOptions): string[] {
  const lines: string[] = [];
  const { timeline, traffic } = simulate({ level: 'Metadata', ...options }, 'attack', (line) => lines.push(line));
  traffic.start(telling(traffic, chapters(createCast(traffic.cluster))));
  while (timeline.step());
  return lines;
}
