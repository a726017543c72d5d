import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf } from '../event/derive.ts';
import { catalogue, cataloguedPlatforms } from './catalogue.ts';
import { decode } from './decode.ts';
import { NO_STRUCTURE } from './received.ts';
import { FORMATS } from './registry.ts';
import { ENVELOPE } from './testing/envelope.ts';

const entries = catalogue();

describe.each(cataloguedPlatforms(entries))('on %s', (platform) => {
  const kinds = entries.filter((entry) => entry.platform === platform);

  test.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s',
    (_name, { example, becomes, identifiedBy, component }) => {
      const own = platform === 'verbatim' ? { platform, component } : {};
      const reading = decode(Buffer.from(example), NO_STRUCTURE, { ...ENVELOPE, ...own });
      const { event } = reading;
      const { resource, subresource, name } = event?.objectRef ?? {};
      expect(example).toContain(identifiedBy);
      expect({
        platform: reading.platform ?? own.platform ?? ENVELOPE.platform,
        component: reading.component ?? own.component ?? ENVELOPE.component,
        actor: event && actorOf(event),
        verb: event?.verb,
        resource,
        subresource,
        name,
        outcome: event && outcomeOf(event),
      }).toMatchObject({ platform, component, ...becomes });
    },
  );

  test('each kind has a name of its own in its format, and a sentence', () => {
    const names = kinds.map(({ format, component, name }) => `${format} ${component} ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const { meaning } of kinds) expect(meaning).toMatch(/^[A-Z].*[.]$/s);
  });
});

test('has every kind of every format', () => {
  const kinds = FORMATS.flatMap((format) => format.kinds.map(({ name }) => `${format.name} ${name}`));
  expect(entries.map(({ format, name }) => `${format} ${name}`)).toEqual(expect.arrayContaining(kinds));
});

test('knows every platform', () => {
  expect(cataloguedPlatforms(entries)).toEqual(
    expect.arrayContaining(['kubernetes', 'mke', 'swarm', 'pks', 'verbatim']),
  );
});
