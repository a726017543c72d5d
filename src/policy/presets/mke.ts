import type { Level } from '../policy.ts';
import type { Preset } from './preset.ts';

/** What MKE never records, whatever its audit level is. */
export const MKE_IGNORED = [
  '/_ping',
  '/ca',
  '/auth',
  '/trustedregistryca',
  '/kubeauth',
  '/metrics',
  '/info',
  '/version*',
  '/debug',
  '/openid_keys',
  '/apidocs',
  '/kubernetesdocs',
  '/manage',
];

function level(name: string, recorded: Level, title: string): Preset {
  const quiet = { level: 'None', nonResourceURLs: MKE_IGNORED } as const;
  return {
    name: `mke-${name}`,
    title,
    origin: 'MKE documentation, “MKE audit logging”, logging levels and ignored endpoints.',
    policy: { rules: recorded === 'None' ? [{ level: 'None' }] : [quiet, { level: recorded }] },
  };
}

export const MKE: readonly Preset[] = [
  level('none', 'None', 'MKE’s audit level "": nothing is recorded.'),
  level('metadata', 'Metadata', 'MKE’s audit level `metadata`: all calls but the ignored ones, without bodies.'),
  level(
    'request',
    'Request',
    'MKE’s audit level `request`: all calls but the ignored ones, with the bodies of requests.',
  ),
];
