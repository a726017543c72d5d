import { describe, expect, it } from 'vitest';
import { fileMapping } from './file-mapping.ts';
import { parseQuery } from './parse-query.ts';
import { tableMapping } from './table-mapping.ts';
import { toSql } from './to-sql.ts';

const UUID = 'b6560098-0bbb-4593-ad6a-9c0022e9dc87';

describe('toSql', () => {
  it.each([
    ['', 'true', {}],
    ['verb: delete', 'verb = {q1:String}', { q1: 'delete' }],
    ['not verb: ~DELETE', 'NOT (lowerUTF8(verb) = {q1:String})', { q1: 'delete' }],
    ['name: a%_*', 'object_name LIKE {q1:String}', { q1: 'a\\%\\_%' }],
    [`auditID: ${UUID}`, 'audit_id = toUUID({q1:String})', { q1: UUID }],
    ['code: 403', 'response_code = {q1:Int64}', { q1: 403 }],
    ['user.groups: ""', 'arrayExists(x -> x = {q1:String}, user_groups)', { q1: '' }],
    ['user.groups: x', 'has(user_groups, {q1:String})', { q1: 'x' }],
    ["annotations.x'y: z", 'annotations[{q2:String}] = {q1:String}', { q1: 'z', q2: "x'y" }],
    ['time >= 1970-01-02', "time >= fromUnixTimestamp64Micro({q1:Int64}, 'UTC')", { q1: 86_400_000_000 }],
    [
      'Secrets',
      '(hasAllTokens(searched_text, {q2:Array(String)}) OR match(searched_who, {q1:String}) OR match(searched_how, {q1:String}))',
      { q2: ['secrets'] },
    ],
    ['annotations.authorization.k8s.io/decision: forbid', 'authorization_decision = {q1:String}', { q1: 'forbid' }],
  ])('%s', (query, sql, params) => {
    const condition = toSql(parseQuery(query, 0), { mapping: tableMapping });
    expect(condition.sql).toBe(sql);
    expect(condition.params).toMatchObject(params);
  });

  it('names the parameters as it is told', () => {
    const condition = toSql(parseQuery('verb: a', 0), { mapping: tableMapping, prefix: 'x' });
    expect(condition).toEqual({ sql: 'verb = {x1:String}', params: { x1: 'a' } });
  });

  it('writes no text of the question or the caller into the statement', () => {
    const evil = "x'; DROP TABLE events; --";
    const quoted = JSON.stringify(evil);
    const query = [
      ...['verb', 'user.groups', 'auditID', 'annotations', `user.extra.${quoted}`, `requestObject.${quoted}`],
      ...['sourceIPs', 'unknown.a', 'cluster', 'responseStatus.details', 'actor'],
    ].map(
      (field) =>
        `${field}: ${quoted} or ${field}: ~${evil.replace(/[:;*' ]/g, '\\u00$&').replace(/\\u00(.)/g, (_, c: string) => `\\u00${c.charCodeAt(0).toString(16)}`)}*`,
    );
    const filter = parseQuery([...query, quoted].join(' or '), 0);
    const envelope = { cluster: evil, platform: evil, component: evil, node: evil, source: evil, receivedAt: '' };
    for (const mapping of [tableMapping, fileMapping('line', envelope)]) {
      expect(toSql(filter, { mapping }).sql).not.toMatch(/drop/i);
    }
  });
});
