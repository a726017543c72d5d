/** Drawn by us on a grid of 16, with lines of 1.5. */
const PATHS = {
  account: 'M8 8.25a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.75 13.5c.6-2.3 2.6-3.5 5.25-3.5s4.65 1.2 5.25 3.5',
  add: 'M8 3v10M3 8h10',
  allowed: 'M3 8.5l3.25 3.25L13 5',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.75V8l2.25 1.5',
  close: 'M4 4l8 8M12 4l-8 8',
  columns: 'M2.5 3h11v10h-11ZM6.25 3v10M9.75 3v10',
  copy: 'M5.5 5.5h8v8h-8ZM3.5 10.5h-1v-8h8v1',
  denied: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.9 12.1l8.2-8.2',
  down: 'M3.5 6L8 10.5 12.5 6',
  download: 'M8 2.5v7.5M4.75 7L8 10.25 11.25 7M2.75 13.25h10.5',
  edit: 'M3 13l.5-3 7-7 2.5 2.5-7 7Z',
  failed: 'M8 2.5l6 11H2ZM8 6.5v3.25M8 11.6v.15',
  filter: 'M2.5 3.5h11L9.5 8.25v4.25l-3-1.5V8.25Z',
  forward: 'M6.5 3.5L11 8l-4.5 4.5',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.25 6.25C6.4 5.2 7.1 4.75 8 4.75c1 0 1.75.6 1.75 1.5 0 1.25-1.75 1.4-1.75 2.75M8 11.1v.15',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.25v3.75M8 4.9v.15',
  link: 'M6.75 9.25l2.5-2.5M7 4.5l1-1a3 3 0 0 1 4.5 4.5l-1 1M9 11.5l-1 1A3 3 0 0 1 3.5 8l1-1',
  live: 'M8 9.25a1.25 1.25 0 1 0 0-2.5 1.25 1.25 0 0 0 0 2.5ZM4.5 11.5a5 5 0 0 1 0-7M11.5 4.5a5 5 0 0 1 0 7M2.5 13.5a7.8 7.8 0 0 1 0-11M13.5 2.5a7.8 7.8 0 0 1 0 11',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  minus: 'M3 8h10',
  object: 'M8 2l5.25 3v6L8 14l-5.25-3V5ZM2.75 5L8 8l5.25-3M8 8v6',
  overview: 'M2.5 2.5h4.5v6h-4.5ZM9 2.5h4.5v3.5H9ZM9 8h4.5v5.5H9ZM2.5 10.5h4.5v3h-4.5Z',
  pause: 'M5 3v10M11 3v10',
  person:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c.4-2.5 2-3.75 4.5-3.75s4.1 1.25 4.5 3.75M10.5 2.75a2.4 2.4 0 0 1 0 4.5M12 10c1.4.5 2.2 1.7 2.5 3.5',
  play: 'M4.5 3l8 5-8 5Z',
  policy: 'M8 1.75l5.25 2v4c0 3-2 5.25-5.25 6.5-3.25-1.25-5.25-3.5-5.25-6.5v-4ZM5.5 8l1.75 1.75L10.5 6.25',
  refresh: 'M13.25 8A5.25 5.25 0 1 1 11.6 4.2M13.25 2v3h-3',
  save: 'M4 2.5h8v11l-4-3-4 3Z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5L14 14',
  source:
    'M8 6c3.3 0 5.25-.9 5.25-2S11.3 2 8 2s-5.25.9-5.25 2S4.7 6 8 6ZM2.75 4v8c0 1.1 1.95 2 5.25 2s5.25-.9 5.25-2V4M2.75 8c0 1.1 1.95 2 5.25 2s5.25-.9 5.25-2',
  trash: 'M2.75 4.5h10.5M6 4.5v-2h4v2M4 4.5l.5 9h7l.5-9',
  unknown: 'M4 8h8',
  up: 'M3.5 10L8 5.5 12.5 10',
  zoomOut: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5L14 14M5 7h4',
} as const;

export type IconName = keyof typeof PATHS;

/** A decoration: what it stands for is said beside it. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
