/** What admission noted of a request, one line a finding. */
export interface Finding {
  readonly source: string;
  readonly says: string;
  /** Whether it is about something that should not be. */
  readonly isBad: boolean;
}

const WEBHOOK =
  /^(mutation|patch|failed-open\.mutation|failed-open\.validating|failed-open\.mutating)\.webhook\.admission\.k8s\.io\//;

/**
 * Reads the annotations of Pod Security, admission webhooks and admission policies; others are left to the list of all.
 * Source: kubernetes.io "Audit Annotations".
 */
export function findingsIn(annotations: Readonly<Record<string, string>>): readonly Finding[] {
  return Object.entries(annotations).flatMap(([key, value]): Finding[] => {
    switch (key) {
      case 'pod-security.kubernetes.io/audit-violations':
        return [{ source: 'Pod Security', says: value, isBad: true }];
      case 'pod-security.kubernetes.io/enforce-policy':
        return [{ source: 'Pod Security', says: `enforces ${value}`, isBad: false }];
      case 'pod-security.kubernetes.io/exempt':
        return [{ source: 'Pod Security', says: `exempt by ${value}`, isBad: true }];
      case 'validation.policy.admission.k8s.io/validation_failure':
        return [{ source: 'Admission policy', says: value, isBad: true }];
      default:
        return WEBHOOK.test(key) ? [webhook(key, value)] : [];
    }
  });
}

function webhook(key: string, value: string): Finding {
  const [kind = ''] = key.split('.webhook.admission', 1);
  const { configuration, webhook: name, mutated } = read(value);
  const source = [configuration, name].filter((text) => typeof text === 'string').join(' · ') || 'Admission webhook';
  if (kind.startsWith('failed-open'))
    return { source, says: 'did not answer; the request went on without it', isBad: true };
  if (kind === 'patch')
    return { source, says: 'changed what was sent; its patch is among the annotations', isBad: false };
  return { source, says: mutated === true ? 'changed what was sent' : 'left what was sent as it was', isBad: false };
}

function read(value: string): { configuration?: unknown; webhook?: unknown; mutated?: unknown } {
  try {
    const found: unknown = JSON.parse(value);
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    // Of a webhook that failed open, the value is its name.
    return { webhook: value };
  }
}
