import Type, { type Static } from 'typebox';

export const MKE_AUDIT_LEVELS = ['', 'metadata', 'request'] as const;
/** MKE's audit level: nothing, who did what, or the bodies of requests too. */
export type MkeAuditLevel = (typeof MKE_AUDIT_LEVELS)[number];

export const MkeConfig = Type.Object(
  {
    audit_level: Type.Enum(MKE_AUDIT_LEVELS, {
      default: 'request',
      description:
        'What is kept of events of MKE: "" nothing, metadata without bodies, request with the bodies of requests. `PUT /api/ucp/config/logging` changes it, and what was put last holds.',
    }),
    config_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'A configuration of MKE in TOML: level and support_dump_include_audit_logs of its [audit_log_configuration] take the place of the keys here.',
      }),
    ),
    support_dump_include_audit_logs: Type.Boolean({
      default: false,
      description: 'Given back to programs that ask for it as MKE is asked; Verbatim makes no support dumps.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'What is asked and set as on Mirantis MKE.' },
);
export type MkeConfig = Static<typeof MkeConfig>;
