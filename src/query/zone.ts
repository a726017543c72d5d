import { VerbatimError } from '../errors.ts';

/** A time zone of the IANA database. Offsets are microseconds to add to UTC. */
export interface Zone {
  /** The name that the engine knows. */
  readonly name: string;
  readonly offsetAt: (micros: number) => number;
}

const MICROS_A_MINUTE = 60_000_000;
const MICROS_A_DAY = 1_440 * MICROS_A_MINUTE;
/** Zones change their offset at quarters of an hour, so one look at each is enough. */
const SLOT = 15 * MICROS_A_MINUTE;
/** Looks that are remembered: ten years of hours that have events. */
const MAX_SLOTS = 100_000;

export const UTC: Zone = { name: 'UTC', offsetAt: () => 0 };

const NAME = /^[A-Za-z][\w+/-]*$/;
const OFFSET = /GMT([+-])(\d{2}):(\d{2})/;

/** The zone of a name such as `Europe/Berlin`. Throws TIME_INVALID. */
export function zoneNamed(name: string): Zone {
  const format = formatIn(name);
  const { timeZone } = format.resolvedOptions();
  if (timeZone === 'UTC') return UTC;
  const known = new Map<number, number>();
  return {
    name: timeZone,
    offsetAt: (micros) => {
      const slot = Math.floor(micros / SLOT);
      const before = known.get(slot);
      if (before !== undefined) return before;
      if (known.size >= MAX_SLOTS) known.clear();
      const offset = offsetOf(format, slot * SLOT);
      known.set(slot, offset);
      return offset;
    },
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    if (NAME.test(timeZone)) return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    // Said below.
  }
  const detail = `There is no time zone “${timeZone.slice(0, 64)}”; expected an IANA name, such as Europe/Berlin.`;
  throw new VerbatimError('TIME_INVALID', detail);
}

function offsetOf(format: Intl.DateTimeFormat, micros: number): number {
  const name = format.formatToParts(micros / 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = OFFSET.exec(name) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MICROS_A_MINUTE;
  return sign === '-' ? -size : size;
}

/**
 * When the clocks of a zone show a time, in microseconds as if it were UTC: the first time they do; where they never do,
 * because they were put forward, the moment of that.
 */
export function instantOf(wall: number, { offsetAt }: Zone): number {
  const offsets = [offsetAt(wall - MICROS_A_DAY), offsetAt(wall + MICROS_A_DAY)];
  const shown = offsets.map((offset) => wall - offset).filter((instant) => instant + offsetAt(instant) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - (offsets[0] as number);
}
