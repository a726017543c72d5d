/** The formats of lines by which configuration can pin them, each the name of its folder in `src/decode`. */
export const FORMAT_NAMES = [
  'activity-tracker',
  'docker-json',
  'kubernetes',
  'mke',
  'on-demand-broker',
  'openshift',
  'pks-api',
  'shipper',
  'syslog',
  'telemetry',
  'uaa',
] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/** That the content of each line tells its format. */
export const AUTO = 'auto';
export const FORMAT_CHOICES = [AUTO, ...FORMAT_NAMES] as const;
export type FormatChoice = (typeof FORMAT_CHOICES)[number];

/** The format that a choice pins, if it does. */
export function pinnedFormat(choice: FormatChoice | undefined): FormatName | undefined {
  return choice === AUTO ? undefined : choice;
}
