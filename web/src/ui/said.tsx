import { useSettings, type Zone } from '../app/settings.tsx';
import { formatTime } from './format-time.ts';
import { Text } from './text.tsx';

/** Longer sentences are not written. */
const MAX_SAID = 600;

/** A sentence of the server, with its times in the zone that was chosen. */
export function Said({ text }: { readonly text: string }) {
  const { zone } = useSettings();
  return <Text value={withTimes(text, zone)} max={MAX_SAID} />;
}

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?Z/g;
const MINUTES = 'yyyy-mm-dd hh:mm'.length;

/** Times to the minute stay so; others are as precise as all times are here. */
export function withTimes(text: string, zone: Zone): string {
  return text.replace(TIME, (time, seconds?: string) => {
    const local = formatTime(time, zone);
    return seconds === undefined && local !== time ? local.slice(0, MINUTES) : local;
  });
}
