import { auditEvent, eventList } from './events.ts';

/** Is set on the page by whatever of the values below runs. */
export const RAN = 'verbatimRanHostile';
const RUN = `globalThis.${RAN}=1`;

/** What somebody may write into a name, for whoever looks at it later. */
export const HOSTILE: Readonly<Record<string, string>> = {
  image: `<img src=x onerror="${RUN}">`,
  script: `</script><script>${RUN}</script>`,
  attribute: `" autofocus onfocus="${RUN}" x='`,
  svg: `'><svg/onload=${RUN}>`,
  frame: `<iframe srcdoc="<script>parent.${RAN}=1</script>"></iframe>`,
  style: '</style><style>*{display:none!important}</style>',
  address: `javascript:${RUN}`,
  template: `\${${RUN}}{{constructor.constructor('${RUN}')()}}`,
  reversed: '\u202egnp.tnuocca\u202c\u2066hidden\u2069\u200f',
  terminal:
    '\u001b[2J\u001b[38;5;199mred\u001b]0;title\u0007\u001b]8;;https://evil.example.com\u0007link\u009b1A\r\b\u0000',
  unseen: 'a\u200bd\u00admin\ufeff\u2028\u{e0041}\ufff9',
  marks: `Z${'\u0351'.repeat(200)}`,
  prototype: '__proto__',
  path: '../../../../etc/passwd%00%2e%2e%2f',
  query: '" or 1 = 1) or (user: *',
  formula: "=cmd|' /C calc'!A0",
};

/** Every field of an event in which others choose the text. */
export function eventOf(value: string, more: object = {}): object {
  return auditEvent({
    level: 'RequestResponse',
    auditID: value,
    verb: value,
    requestURI: `/${value}`,
    userAgent: value,
    sourceIPs: [value, '10.6.6.6'],
    user: { username: value, uid: value, groups: [value], extra: { [value]: [value] } },
    impersonatedUser: { username: value, groups: [value] },
    objectRef: {
      resource: value,
      subresource: value,
      namespace: value,
      name: value,
      uid: value,
      apiGroup: value,
      apiVersion: value,
      resourceVersion: value,
    },
    responseStatus: { metadata: {}, status: value, message: value, reason: value, code: 403 },
    annotations: { [value]: value, 'authorization.k8s.io/decision': value, 'authorization.k8s.io/reason': value },
    requestObject: { kind: value, [value]: { [value]: [value, null, 1e308] } },
    responseObject: { kind: value, metadata: { name: value }, [value]: value },
    ...more,
  });
}

const MEGABYTE = `<b>${'W'.repeat(1024 * 1024)}`;

/** Events with a megabyte in some fields, many members, or many levels. */
function longEvents(): object[] {
  const long = MEGABYTE;
  const objectRef = { resource: 'pods', namespace: long, name: long };
  return [
    { user: { username: long, groups: [long] }, verb: long, userAgent: long, requestURI: `/${long}`, objectRef },
    { annotations: { [long]: 'x', x: long }, responseStatus: { metadata: {}, code: 500, message: long } },
    { level: 'Request', requestObject: { [long]: long } },
    { level: 'Request', requestObject: { list: Array.from({ length: 50_000 }, (_, n) => n) } },
    { level: 'Request', requestObject: deep(500) },
  ].map((more) => auditEvent({ auditID: 'long', ...more }));
}

function deep(levels: number): object {
  return levels === 0 ? {} : { a: deep(levels - 1) };
}

/** What one who looks at one page sees at once. */
export const ALL_AT_ONCE = [HOSTILE.address, ...Object.values(HOSTILE)].join(' ');
/** Names that mean something where a name is taken for more than that. */
export const TELLING = [ALL_AT_ONCE, HOSTILE.prototype, HOSTILE.path].map(String);

/** The events as kube-apiserver would deliver them. */
export function hostileBodies(): string[] {
  const changes = [...Object.values(HOSTILE), ALL_AT_ONCE].map((value) => eventOf(value));
  return [eventList(changes), ...longEvents().map((event) => eventList([event]))];
}

/** Lines that cannot be read, and are kept aside with the reason. */
export function hostileLines(): string {
  const starts = [ALL_AT_ONCE, MEGABYTE].map((value) => `{"kind":"Event","verb":"${value}`);
  return starts.map((line) => `${line.replaceAll('\n', ' ')}\n`).join('');
}
