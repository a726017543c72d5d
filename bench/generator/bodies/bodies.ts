import type { Answer } from '../model/answer.ts';
import type { Call } from '../model/call.ts';
import { uuidOf } from '../model/ids.ts';
import { KINDS, SUBRESOURCES } from '../model/kinds.ts';
import { COMPONENTS } from '../model/names.ts';
import { createRandom, hash32 } from '../model/random.ts';
import { goJson } from '../write/go-json.ts';
import type { BodyText } from '../write/line.ts';
import { createKindTemplates, type KindTemplates } from './kind-templates.ts';
import type { Fill } from './template.ts';

/** Objects of one kind differ: this many shapes are kept of each, and an object always has the same. */
const VARIANTS = 4;
const LISTED = 6;
/** An event's mean size is nearly linear in the templates' detail; measured over 50,000 events. */
const FIXED_BYTES = 2_300;
const BYTES_A_DETAIL = 3_600;
const LEAST_DETAIL = 0.05;

function fillFor(call: Call, time: string, name: string): Fill {
  const namespace = call.namespace ?? '';
  const revision = call.resourceVersion ?? '412806113';
  const uid = call.uid ?? uuidOf(`${call.kind.resource}/${namespace}/${name}`);
  return { name, namespace, uid, revision, time, second: `${time.slice(0, 19)}Z` };
}

function listBody(call: Call, templates: readonly KindTemplates[], items: number, time: string): string {
  const apiVersion = call.kind.group === '' ? call.kind.version : `${call.kind.group}/${call.kind.version}`;
  const prefix = call.namespace ?? 'cluster';
  const texts = Array.from({ length: items }, (_, i) =>
    templates[i % templates.length]!.stored(fillFor(call, time, `${prefix}-${COMPONENTS[i % COMPONENTS.length]}-${i}`)),
  );
  return `{"kind":"${call.kind.kind}List","apiVersion":"${apiVersion}","metadata":{"resourceVersion":"412806113"},"items":[${texts.join(',')}]}`;
}

function requestBody(call: Call, own: KindTemplates, fill: Fill): string {
  if (call.verb === 'update') return own.stored(fill);
  if (call.verb === 'create') return own.created(fill);
  if (call.verb === 'patch') return call.subresource === 'status' ? own.statusPatch(fill) : own.applied(fill);
  if (call.verb === 'delete')
    return '{"kind":"DeleteOptions","apiVersion":"meta.k8s.io/__internal","propagationPolicy":"Background"}';
  return '';
}

/** Requests whose bodies are streams, or which have no object of their own kind. */
function hasObject({ subresource, verb }: Call): boolean {
  return verb !== 'watch' && subresource !== 'exec' && subresource !== 'log';
}

function statedBody(object: unknown, answer: Answer): string {
  const text = goJson(object);
  return `,"requestObject":${text},"responseObject":${answer.body ?? text}`;
}

/** Bodies of requests and answers, such that an event at level RequestResponse takes about `bytes` on average. */
export function createBodies(bytes: number): BodyText {
  const detail = Math.max(LEAST_DETAIL, (bytes - FIXED_BYTES) / BYTES_A_DETAIL);
  const random = createRandom('bodies');
  const items = Math.max(1, Math.round(LISTED * Math.sqrt(detail)));
  const templates = new Map(
    [...Object.values(KINDS), ...Object.values(SUBRESOURCES)].map((kind) => [
      kind,
      Array.from({ length: VARIANTS }, () => createKindTemplates(random, kind, detail)),
    ]),
  );

  return (call: Call, answer: Answer, time: string) => {
    if (!hasObject(call)) return '';
    if (call.object !== undefined) return statedBody(call.object, answer);
    const variants = templates.get(SUBRESOURCES[call.subresource ?? ''] ?? call.kind)!;
    const name = call.name ?? `${call.namespace ?? 'cluster'}-generated`;
    const fill = fillFor(call, time, name);
    const own = variants[hash32(name) % VARIANTS]!;
    const request = requestBody(call, own, fill);
    const list = call.verb === 'list' || call.verb === 'deletecollection';
    const response = answer.body ?? (list ? listBody(call, variants, items, time) : own.stored(fill));
    return `${request && `,"requestObject":${request}`},"responseObject":${response}`;
  };
}
