import type { Traffic } from '../model/traffic.ts';

/** The name of a core/v1 Event: its object's name and the nanosecond. */
export function eventName(traffic: Traffic, about: string): string {
  return `${about}.${(traffic.now() * 1000).toString(16)}`;
}
