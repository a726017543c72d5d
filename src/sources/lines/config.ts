import Type, { type Static } from 'typebox';

const MiB = 1024 * 1024;

/** Configuration of the source `lines`. */
export const LinesConfig = Type.Object(
  {
    max_bytes_in_flight: Type.Integer({
      default: 256 * MiB,
      minimum: 1 * MiB,
      description:
        'Bytes of lines that have arrived and are not yet written, of all requests under way: mostly lines that have not ended. A request beyond is answered 503 and comes again.',
    }),
  },
  { default: {}, additionalProperties: false, description: 'Takes lines from log shippers and from verbatim import.' },
);
export type LinesConfig = Static<typeof LinesConfig>;
