import Type, { type Static } from 'typebox';
import { FORMAT_CHOICES } from '../../event/format-names.ts';
import { FILE_NAME_PATTERN } from '../../event/log-path.ts';

/** The answer to deliveries of lines, and what their address may say. */

const Text = (description: string, options: object = {}) => Type.String({ description, ...options });

/** What became of the events of a delivery of lines. */
export const IngestAnswer = Type.Object({
  received: Type.Integer({ description: 'Events found in the body.' }),
  stored: Type.Integer({ description: 'Now durable for the first time, the quarantined ones included.' }),
  duplicates: Type.Integer({ description: 'Had been stored before.' }),
  quarantined: Type.Integer({ description: 'Could not be read; kept as they came.' }),
  skipped: Type.Optional(
    Type.Integer({
      description: 'No audit lines, such as what a controller logs beside them; not kept. Missing where none were.',
    }),
  ),
});
export type IngestAnswer = Static<typeof IngestAnswer>;

export const IngestLinesQuery = Type.Object(
  {
    source: Type.Optional(Text('What delivers them: lines unless told. Only with an administrator’s token.')),
    node: Type.Optional(Text('The node where they were written. Only with an administrator’s token.')),
    component: Type.Optional(Text('The component that wrote them. Only with an administrator’s token.')),
    format: Type.Optional(
      Type.Enum(FORMAT_CHOICES, {
        description:
          'The format of the lines; without it, the content of each line tells. Only with an administrator’s token.',
      }),
    ),
    file: Type.Optional(
      Text(
        'The name of the log file on its node, under which it is listed and given back: audit.log. Only with an administrator’s token.',
        {
          pattern: FILE_NAME_PATTERN,
        },
      ),
    ),
    content: Type.Optional(
      Text('Tells contents apart that had the same name one after another, such as a hash of the first line.', {
        pattern: '^[A-Za-z0-9._-]{1,64}$',
      }),
    ),
    offset: Type.Optional(Type.Integer({ minimum: 0, description: 'Where in the file the lines begin, in bytes.' })),
    history: Type.Optional(
      Type.Boolean({
        description:
          'Look for repetitions in all that is stored, not only among the last events. It needs the store; `verbatim import` asks for it.',
      }),
    ),
    wait: Type.Optional(Type.Boolean({ description: 'Answer only when all that was received can be searched.' })),
  },
  { additionalProperties: false },
);
export type IngestLinesQuery = Static<typeof IngestLinesQuery>;
