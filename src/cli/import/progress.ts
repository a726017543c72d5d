import type { IngestAnswer } from '../../api/contract.ts';
import { reasonOf } from '../failure.ts';
import type { Sink } from '../io.ts';
import { bar } from '../render/bar.ts';
import { bytesText, counted, numberText } from '../render/number.ts';
import { visible } from '../render/visible.ts';
import { cut } from '../render/width.ts';

/** Tells a person how far an import is. */
export interface Progress {
  /** So many bytes more were read from the disk. */
  readonly read: (bytes: number) => void;
  readonly started: (name: string) => void;
  readonly stored: (answer: IngestAnswer) => void;
  readonly finished: (name: string, total: IngestAnswer) => void;
  readonly skipped: (name: string, why: string) => void;
  readonly failed: (name: string, error: unknown) => void;
  readonly note: (line: string) => void;
  /** Removes what is not to stay on the screen. */
  readonly end: () => void;
}

/** One line for each file, for a log or a pipe. */
export function createLineProgress(note: (line: string) => void): Progress {
  return {
    read: () => {},
    started: () => {},
    stored: () => {},
    finished: (name, total) => note(`${visible(name)}: ${answerText(total)}`),
    skipped: (name, why) => note(`${visible(name)}: skipped, ${why}`),
    failed: (name, error) => note(`${visible(name)}: ${reasonOf(error)}`),
    note,
    end: () => {},
  };
}

/** What is left out on a terminal stays in the summary; failures are always lines of their own. */
export interface BarOptions {
  readonly sink: Sink;
  readonly note: (line: string) => void;
  readonly columns: number;
  /** Bytes to read; 0 where it is not known. */
  readonly total: number;
  /** In milliseconds. */
  readonly now: () => number;
}

/** Faster than this nobody reads, and drawing costs time. In milliseconds. */
const REDRAW_MS = 100;
const BAR = 24;
const ERASE_LINE = '\r\x1b[2K';

/** A bar on the last line of a terminal. */
export function createBarProgress({ sink, note, columns, total, now }: BarOptions): Progress {
  const began = now();
  let drawn = 0;
  let read = 0;
  let events = 0;
  let current = '';

  function draw(): void {
    if (now() - drawn < REDRAW_MS) return;
    drawn = now();
    const seconds = Math.max(0.001, (drawn - began) / 1000);
    const share = total > 0 ? Math.min(1, read / total) : 0;
    const filled =
      total > 0 ? `${bar(share, BAR).padEnd(BAR, '░')} ${String(Math.floor(share * 100)).padStart(3)} %  ` : '';
    const rate = `${bytesText(read)}  ${numberText(events)} events  ${numberText(Math.round(events / seconds))}/s  `;
    const left = leftText(share, seconds);
    sink.write(ERASE_LINE + cut(`${filled}${rate}${left}${visible(current)}`, columns - 1));
  }

  function say(line: string): void {
    sink.write(ERASE_LINE);
    note(line);
    drawn = 0;
    draw();
  }

  return {
    read: (bytes) => {
      read += bytes;
      draw();
    },
    started: (name) => {
      current = name;
    },
    stored: ({ received }) => {
      events += received;
      draw();
    },
    finished: draw,
    skipped: draw,
    failed: (name, error) => say(`${visible(name)}: ${reasonOf(error)}`),
    note: say,
    end: () => void sink.write(ERASE_LINE),
  };
}

/** Before so much is read, what is left cannot be told. */
const TELLING_SHARE = 0.01;
const TELLING_SECONDS = 2;

/** How long the rest takes if it goes on so: `2:05 left  `. Empty where that is not known, or nothing is left. */
function leftText(share: number, seconds: number): string {
  if (share < TELLING_SHARE || share >= 1 || seconds < TELLING_SECONDS) return '';
  const left = Math.ceil((seconds * (1 - share)) / share);
  const [hours, minutes] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60)];
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${clock}:${two(left % 60)} left  `;
}

/** What became of events, in words. */
export function answerText({ received, stored, duplicates, quarantined, skipped = 0 }: IngestAnswer): string {
  const parts = [`${numberText(stored)} stored`, counted(duplicates, 'duplicate')];
  if (quarantined > 0) parts.push(`${numberText(quarantined)} quarantined`);
  if (skipped > 0) parts.push(`${numberText(skipped)} left out`);
  return `${counted(received, 'event')}: ${parts.join(', ')}`;
}
