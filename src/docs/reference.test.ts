import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { hasVariable, leavesOf, variableOf } from '../config/environment.ts';
import { Config } from '../config/schema.ts';
import { catalogue } from '../decode/catalogue.ts';
import { ERRORS } from '../errors.ts';
import { FIELDS } from '../event/fields.ts';
import { SENSITIVE_ACTIONS } from '../query/sensitive-actions.ts';
import { code } from './markdown.ts';
import { reference } from './reference.ts';

const files = await reference();
const textOf = (name: string) => files.get(name) ?? '';

describe('the reference', () => {
  test('is the same whenever it is made', async () => {
    expect(await reference()).toEqual(files);
  });

  test.each<[string, readonly string[]]>([
    ['fields.md', FIELDS.map(({ name }) => name)],
    ['errors.md', Object.keys(ERRORS)],
    ['catalogue.md', catalogue().map(({ name }) => code(name).replaceAll('|', '\\|'))],
    [
      'configuration.md',
      leavesOf(Config)
        .filter(hasVariable)
        .map(({ path }) => variableOf(path)),
    ],
    ['cli.md', ['verbatim search', 'verbatim cluster add', 'Exit codes:', '--from <time>']],
    ['sensitive-actions.md', SENSITIVE_ACTIONS.flatMap(({ name, query }) => [name, query])],
    ['metrics.md', ['verbatim_events_dropped_total', 'verbatim_consumer_lag_events']],
  ])('%s names everything', (file, names) => {
    expect(names.filter((name) => !textOf(file).includes(name))).toEqual([]);
  });
});

describe('openapi.json', () => {
  const document = JSON.parse(textOf('openapi.json')) as { paths: Record<string, Record<string, object>> };

  test('is a valid description by OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(document)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test.each([
    ['post', '/ingest/kubernetes/{cluster}'],
    ['post', '/ingest/lines/{cluster}'],
    ['get', '/api/v1/events'],
    ['get', '/api/v1/tail'],
    ['delete', '/api/v1/clusters/{name}'],
    ['get', '/readyz'],
  ])('describes %s %s', (method, path) => {
    expect(document.paths[path]?.[method]).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
  });
});
