import { GCE } from './gce.ts';
import { IBM_DEFAULT, IBM_VERBOSE } from './ibm.ts';
import { KUBLR } from './kublr.ts';
import { MKE } from './mke.ts';
import { OPENSHIFT } from './openshift.ts';
import type { Preset } from './preset.ts';
import { RECOMMENDED } from './recommended.ts';

/** The policies that are known by a name, written from what their platforms say about them. */
export const PRESETS: readonly Preset[] = [RECOMMENDED, KUBLR, IBM_DEFAULT, IBM_VERBOSE, ...OPENSHIFT, GCE, ...MKE];

export function presetNamed(name: string): Preset | undefined {
  return PRESETS.find((preset) => preset.name === name);
}
