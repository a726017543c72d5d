import { VerbatimError } from '../../errors.ts';
import { GCE } from './gce.ts';
import { IBM_DEFAULT, IBM_VERBOSE } from './ibm.ts';
import { KUBLR } from './kublr.ts';
import { MKE } from './mke.ts';
import { OPENSHIFT } from './openshift.ts';
import { type Preset, presetText } from './preset.ts';
import { RECOMMENDED } from './recommended.ts';

/** The policies that are known by a name, written from what their platforms say about them. */
export const PRESETS: readonly Preset[] = [RECOMMENDED, KUBLR, IBM_DEFAULT, IBM_VERBOSE, ...OPENSHIFT, GCE, ...MKE];

const PREFIX = 'preset:';

/** Whether a name is that of a preset, and not of a file. */
export function isPreset(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The text of `preset:NAME`; `undefined` if that is no preset's name but a file's. Throws NOT_FOUND, and says which there are. */
export function presetTextOf(name: string): string | undefined {
  return isPreset(name) ? presetText(findPreset(name.slice(PREFIX.length))) : undefined;
}

/** Throws NOT_FOUND, and says which there are. */
export function findPreset(name: string): Preset {
  const preset = PRESETS.find((one) => one.name === name);
  if (preset) return preset;
  const known = PRESETS.map((one) => one.name).join(', ');
  throw new VerbatimError('NOT_FOUND', `There is no preset "${name}"; there are ${known}.`);
}
