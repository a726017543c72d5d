import Type, { type Static } from 'typebox';
import { IgnoreConfig } from '../../config/admission.ts';
import { LEVELS, STAGES } from '../../event/event.ts';
import { DETAILS } from '../../policy/simulate/outcome.ts';

/** What `/policies` takes and answers; a part of `../contract.ts`. */

const Text = (description: string) => Type.String({ description });
const Count = (description: string) => Type.Integer({ minimum: 0, description });
const CLOSED = { additionalProperties: false } as const;
const oneOf = <const T extends readonly string[]>(words: T, description?: string) =>
  Type.Enum([...words] as T[number][], description === undefined ? {} : { description });

/** Ten times the largest that is known. Reading one keeps the server from all else: a hundred milliseconds for this much. */
const MAX_POLICY = 64 * 1024;

const Policy = (description: string) => Type.String({ description, maxLength: MAX_POLICY });
const policyText = Policy('The text of one audit policy, YAML or JSON, or `preset:NAME`.');
const Level = oneOf(LEVELS);
const RuleNumber = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: 'The number of a rule, from 0; null: none.',
});

const selection = {
  query: Type.Optional(Text('The query; see the query language. Empty: everything.')),
  from: Type.Optional(Text('Not before this time: RFC 3339, or relative such as now-1h or 2h.')),
  to: Type.Optional(Text('Before this time: RFC 3339, or relative.')),
  cluster: Type.Optional(Text('Only this cluster; several are separated by commas.')),
};

export const SimulateRequest = Type.Object(
  {
    policy: policyText,
    against: Type.Optional(
      Policy('Another policy: what the first gains and loses against it. Without it, against the record.'),
    ),
    ...selection,
  },
  CLOSED,
);
export type SimulateRequest = Static<typeof SimulateRequest>;

const Sample = Type.Object({
  id: Type.Optional(Text('Verbatim’s own id of the record.')),
  auditID: Type.Optional(Type.String()),
  summary: Type.Optional(Text('What happened, as one sentence.')),
});
const volume = { events: Count('Recorded events.'), bytes: Count('What they take, as lines of JSON.') };
const estimate = {
  bytes: Type.Integer({ description: 'What is recorded takes so much, estimated bodies included.' }),
  estimatedBytes: Type.Integer({
    description: 'So much of it are bodies that were not recorded, by those of the same kind that were.',
  }),
  unknownBodies: Type.Integer({
    description: 'Bodies of which nothing alike was recorded; they are not in the bytes.',
  }),
};
const Estimated = Type.Object({ events: Count('Events.'), ...estimate });

export const PolicyReport = Type.Object({
  total: Estimated,
  rules: Type.Array(
    Type.Object({
      rule: RuleNumber,
      level: Level,
      line: Count('Where the rule stands, from 1; 0: no rule matches.'),
      decided: Type.Object(volume, { description: 'What was recorded of the requests that it decides.' }),
      records: Estimated,
      samples: Type.Array(Sample),
    }),
    { description: 'In the order of the policy; the last is what no rule matches.' },
  ),
  neverMatched: Type.Array(Type.Integer(), { description: 'The rules that decided nothing.' }),
});
export type PolicyReport = Static<typeof PolicyReport>;

export const SimulationReport = Type.Object({
  recorded: Type.Object(volume),
  policy: PolicyReport,
  against: Type.Optional(PolicyReport),
  difference: Type.Object(
    {
      gainedEvents: Count('Recorded by the policy, and not before.'),
      lostEvents: Count('Recorded before, and not by the policy.'),
      bytes: Type.Object(estimate, { description: 'By how much the log grows; negative: shrinks.' }),
      changes: Type.Array(
        Type.Object({
          verb: Type.String(),
          apiGroup: Type.String(),
          resource: Text('Empty: a request to a path.'),
          subresource: Type.String(),
          events: Count('Events.'),
          from: Level,
          to: Level,
          fromRule: RuleNumber,
          toRule: RuleNumber,
          lost: Type.Array(oneOf(DETAILS)),
          gained: Type.Array(oneOf(DETAILS)),
          bytes: Type.Object(estimate),
          sample: Sample,
        }),
        { description: 'By kind of request, those of the most events first.' },
      ),
      moreChanges: Count('Changes that are left out.'),
    },
    { description: 'From `against`, or else from the record, to the policy.' },
  ),
  doubts: Type.Object(
    {
      recordedLower: Type.Array(Type.Object({ level: Type.String(), events: Type.Integer() }), {
        description: 'Events of which a policy records more than was recorded, by their level.',
      }),
      withoutPath: Count('Events without resource and path: rules about paths cannot be asked.'),
      withoutFirstStage: Count('Requests whose first stage would be recorded and was not; not in the figures.'),
    },
    { description: 'Where the record does not hold what is needed to tell.' },
  ),
});
export type SimulationReport = Static<typeof SimulationReport>;

export const SuggestRequest = Type.Object(
  { budget: Text('Bytes a day, such as 500MB/day, 2GiB/week or 20MiB/h.'), ...selection },
  CLOSED,
);
export type SuggestRequest = Static<typeof SuggestRequest>;

export const SuggestAnswer = Type.Object({
  policy: Text('As YAML; comments say what each added rule saves.'),
  met: Type.Boolean({ description: 'Whether the policy keeps within the budget.' }),
  bytesADay: Type.Object({
    budget: Count('What was asked for.'),
    recorded: Count('What was recorded.'),
    recommended: Count('By what Verbatim recommends, without any rule added.'),
    suggested: Count('By the policy.'),
  }),
  events: Count('The recorded events that it is proposed for.'),
  days: Type.Number({ description: 'From the first of them to the last.' }),
});
export type SuggestAnswer = Static<typeof SuggestAnswer>;

/** One line of an answer that tells how far it is. */
export type Progress = { readonly done: number; readonly of: number };

export const ExplainRequest = Type.Object(
  {
    policy: policyText,
    user: Type.Optional(Text('Who asks; without it nobody who authenticated.')),
    groups: Type.Optional(Type.Array(Type.String(), { description: 'The groups of who asks.' })),
    verb: Type.Optional(Text('What is done; get where missing.')),
    resource: Type.Optional(
      Text('To which resource; pods/log is a subresource. Without it, the request is to a path.'),
    ),
    apiGroup: Type.Optional(Type.String()),
    namespace: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    path: Type.Optional(Text('To which path, if it is no resource.')),
  },
  CLOSED,
);
export type ExplainRequest = Static<typeof ExplainRequest>;

export const ExplainAnswer = Type.Object({
  decision: Type.Object({
    level: Level,
    rule: Type.Optional(Type.Integer({ description: 'The rule that decided, from 0; missing: none matches.' })),
    omitStages: Type.Array(oneOf(STAGES)),
    omitManagedFields: Type.Boolean(),
  }),
  steps: Type.Array(
    Type.Object({
      rule: Type.Integer(),
      line: Type.Integer(),
      matches: Type.Boolean(),
      because: Type.Optional(
        Type.Object(
          { condition: Type.String(), wanted: Type.String(), found: Type.String() },
          {
            description: 'The condition that the request does not meet.',
          },
        ),
      ),
    }),
    { description: 'Every rule that was asked, in order.' },
  ),
  recorded: Type.Object({
    stages: Type.Array(oneOf(STAGES)),
    requestObject: Type.Boolean(),
    responseObject: Type.Boolean(),
    managedFields: Type.Boolean(),
  }),
});
export type ExplainAnswer = Static<typeof ExplainAnswer>;

export const LintRequest = Type.Object({ policy: Policy('A text with audit policies, or `preset:NAME`.') }, CLOSED);

export const LintAnswer = Type.Object({
  findings: Type.Array(
    Type.Object({
      line: Count('From 1.'),
      column: Count('From 1.'),
      severity: oneOf(['error', 'warning', 'info']),
      check: Text('`invalid` for what kube-apiserver refuses or overlooks.'),
      rule: RuleNumber,
      message: Type.String(),
      reason: Type.Optional(Type.String()),
      suggestion: Type.Optional(Text('Rules that would mend it, as YAML.')),
    }),
  ),
});
export type LintAnswer = Static<typeof LintAnswer>;

export const PoliciesAnswer = Type.Object({
  policies: Type.Array(
    Type.Object({
      name: Text('The file, or `preset:NAME`.'),
      policy: Text('The text that is in use.'),
      rules: Count('How many rules it has.'),
      since: Text('Since when it is in use: RFC 3339.'),
      problem: Type.Optional(Text('Why what the file says now cannot be used; then the text is what it said before.')),
    }),
    { description: 'Those that `admission` names.' },
  ),
  admission: Type.Array(
    Type.Object({
      clusters: Type.Array(Type.String(), { description: 'The clusters that it is for; none: all of them.' }),
      sources: Type.Array(Type.String(), { description: 'The sources that it is for; none: all of them.' }),
      policy: Type.Optional(Text('The name of its policy; missing: all that is not ignored is kept.')),
      ignore: Type.Optional(Type.Array(IgnoreConfig, { description: 'What is left out besides.' })),
    }),
    { description: 'The entries of the configuration. The first that is for a cluster and a source holds for both.' },
  ),
});
export type PoliciesAnswer = Static<typeof PoliciesAnswer>;

export const PresetsAnswer = Type.Object({
  presets: Type.Array(
    Type.Object({ name: Type.String(), title: Type.String(), origin: Type.String(), policy: Text('As YAML.') }),
  ),
});
export type PresetsAnswer = Static<typeof PresetsAnswer>;
