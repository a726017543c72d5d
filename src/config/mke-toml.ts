import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { VerbatimError } from '../errors.ts';
import { MKE_AUDIT_LEVELS, type MkeConfig } from './mke.ts';
import type { Problem } from './problems.ts';

/** The section of MKE's configuration that is about its audit log; all other sections are MKE's own business. */
const AuditLogConfiguration = Type.Object(
  {
    level: Type.Optional(Type.Enum(MKE_AUDIT_LEVELS)),
    support_dump_include_audit_logs: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: true },
);
export type AuditLogConfiguration = Static<typeof AuditLogConfiguration>;

/** `[audit_log_configuration]` of a configuration of MKE; empty where it has none. Throws CONFIG_INVALID with the file's name. */
export function readMkeToml(file: string, text: string): AuditLogConfiguration {
  const section = parsed(file, text).audit_log_configuration ?? {};
  if (Value.Check(AuditLogConfiguration, section)) return section;
  const [error] = Value.Errors(AuditLogConfiguration, section);
  const path = `audit_log_configuration${(error?.instancePath ?? '').replaceAll('/', '.')}`;
  const allowed = 'level is "", "metadata" or "request", support_dump_include_audit_logs true or false';
  throw new VerbatimError('CONFIG_INVALID', `${file}: ${path} ${error?.message}; ${allowed}.`);
}

function parsed(file: string, text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (cause) {
    throw new VerbatimError('CONFIG_INVALID', `${file} is no TOML: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** What is wrong with the file that a configuration names; one that cannot be read is told of elsewhere. */
export async function mkeProblems({ mke }: { readonly mke: MkeConfig }): Promise<readonly Problem[]> {
  const file = mke.config_file;
  const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (file === undefined || text === undefined) return [];
  try {
    readMkeToml(file, text);
    return [];
  } catch (error) {
    return [{ path: 'mke.config_file', message: (error as Error).message }];
  }
}
