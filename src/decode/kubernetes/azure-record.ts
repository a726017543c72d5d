import type { JsonObject } from '../entry.ts';

/**
 * What a record of Azure's diagnostic settings holds: AKS puts the event into `properties.log`, as a text or as an object, and the
 * tables of Log Analytics into `log_s`. `undefined` where it holds no JSON; other logs of the control plane are text.
 */
export function azureLog({ properties, log_s: column }: JsonObject): string | JsonObject | undefined {
  const log = isObject(properties) ? properties.log : column;
  if (isObject(log)) return log;
  return typeof log === 'string' && log.trimStart().startsWith('{') ? log.trim() : undefined;
}

/** The component whose log it is: the pod of the control plane is named after it, `kube-apiserver-5d8f7c-x2x9p`. */
export function azureComponent({ properties }: JsonObject): string | undefined {
  const pod = isObject(properties) ? properties.pod : undefined;
  return typeof pod === 'string' ? POD.exec(pod)?.[1] : undefined;
}

const POD = /^([a-z][-a-z]{0,62}?)-[0-9a-f]{5,12}-[0-9a-z]{5}$/;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
