import { Entry, type JsonObject } from '../entry.ts';

/**
 * An event of IBM Cloud's Activity Tracker, in the shape of DMTF's Cloud Auditing Data Federation (CADF, DSP0262). A field of
 * another type than this is missing.
 */
export interface CadfEvent {
  readonly action: string;
  readonly time: string;
  readonly outcome: string | undefined;
  readonly message: string | undefined;
  readonly severity: string | undefined;
  readonly id: string | undefined;
  readonly correlationId: string | undefined;
  readonly source: string | undefined;
  readonly initiator: {
    readonly id: string | undefined;
    readonly name: string | undefined;
    readonly type: string | undefined;
    readonly credential: string | undefined;
    readonly address: string | undefined;
    readonly agent: string | undefined;
  };
  readonly target: {
    readonly id: string | undefined;
    readonly name: string | undefined;
    readonly type: string | undefined;
  };
  readonly reason: {
    readonly code: number | undefined;
    readonly type: string | undefined;
    readonly failure: string | undefined;
  };
  readonly requestData: unknown;
  readonly responseData: unknown;
}

/** Whether an object is such an event: what was done, when, and by whom or by which standard. */
export function isCadf({ action, eventTime, initiator, typeURI }: JsonObject): boolean {
  if (typeof action !== 'string' || action === '' || typeof eventTime !== 'string') return false;
  return isObject(initiator) || (typeof typeURI === 'string' && typeURI.includes('/cloud/audit/'));
}

/** Reads an object of which `isCadf` holds. */
export function readCadf(object: JsonObject): CadfEvent {
  const initiator = objectIn(object.initiator);
  const host = objectIn(initiator.host);
  const target = objectIn(object.target);
  const reason = objectIn(object.reason);
  return {
    action: object.action as string,
    time: object.eventTime as string,
    outcome: textIn(object.outcome)?.toLowerCase(),
    message: textIn(object.message),
    severity: textIn(object.severity),
    id: textIn(object.id),
    correlationId: textIn(object.correlationId),
    source: textIn(object.logSourceCRN),
    initiator: {
      id: textIn(initiator.id),
      name: textIn(initiator.name),
      type: textIn(initiator.typeURI),
      credential: textIn(objectIn(initiator.credential).type),
      address: textIn(host.address),
      agent: textIn(host.agent),
    },
    target: { id: textIn(target.id), name: textIn(target.name), type: textIn(target.typeURI) },
    reason: {
      code: codeIn(reason.reasonCode),
      type: textIn(reason.reasonType),
      failure: textIn(reason.reasonForFailure),
    },
    requestData: dataIn(object.requestData),
    responseData: dataIn(object.responseData),
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectIn(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const HIGHEST_CODE = 999;

/** HTTP codes are written as numbers and as texts. */
function codeIn(value: unknown): number | undefined {
  const code = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof code === 'number' && Number.isInteger(code) && code > 0 && code <= HIGHEST_CODE ? code : undefined;
}

/** Services write data as objects, and as JSON in a text. Other text is the data itself. */
function dataIn(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) {
    const entry = Entry.ofText(value);
    return entry.problem ? value : (entry.object ?? value);
  }
  if (value === null || value === '' || (isObject(value) && Object.keys(value).length === 0)) return undefined;
  return value;
}
