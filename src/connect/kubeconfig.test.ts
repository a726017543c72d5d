import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubeconfig } from './kubeconfig.ts';

test.each(['prod', 'on', 'y', 'no', '12', '1e3', '010', '0b1', '1_0', 'null', '2026-01-01'])(
  'the file of a cluster called %s is read as it is meant in version 1.1 of YAML, as client-go does',
  (name) => {
    const server = new URL(`https://verbatim.example/ingest/kubernetes/${name}`);
    const text = kubeconfig({ name, server, user: { token: name } });
    expect(parse(text, { version: '1.1' })).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster: { server: server.href } }],
      users: [{ name, user: { token: name } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    });
  },
);
