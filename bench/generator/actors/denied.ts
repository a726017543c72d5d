import { forbidden, forbiddenPath, UNAUTHORIZED } from '../model/answer.ts';
import { type Caller, createCaller } from '../model/caller.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import { deployedAccount } from '../model/service-account.ts';
import type { Process } from '../model/timeline.ts';
import type { Traffic } from '../model/traffic.ts';

/** Applications whose roles were never finished: they ask again and again. */
const MISCONFIGURED = 5;
const ASK_MS = 6_000;
const SCAN_MS = 20_000;
const EXPIRED_MS = 15_000;
const SCANNED = ['/', '/api', '/api/v1/secrets', '/version', '/.env', '/actuator/health', '/swagger.json', '/login'];

function* asking(traffic: Traffic, random: Random, by: Caller, namespace: string): Process {
  const kind = random.pick([KINDS.configMaps, KINDS.secrets, KINDS.pods, KINDS.nodes, KINDS.leases]);
  const scope = kind.namespaced ? namespace : undefined;
  const answer = forbidden({ username: by.identity.username, verb: 'list', kind, ...(scope && { namespace: scope }) });
  for (;;) {
    yield traffic.sometime(random, ASK_MS);
    traffic.send({ by, verb: 'list', kind, namespace: scope, answer });
  }
}

/** Scanners from the internet: 198.51.100.0/24 and 2001:db8::/32 are kept for examples (RFC 5737, RFC 3849). */
function* scanning(traffic: Traffic, random: Random): Process {
  const identity = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
  for (;;) {
    yield traffic.sometime(random, SCAN_MS);
    const host = 1 + random.below(250);
    const address = random.chance(0.15) ? `2001:db8::${host.toString(16)}` : `198.51.100.${host}`;
    const agent = random.pick(['Mozilla/5.0 zgrab/0.x', 'curl/8.5.0', 'python-requests/2.32.3', 'Go-http-client/1.1']);
    const by = createCaller({ identity, addresses: [address], agent });
    const paths = 1 + random.below(SCANNED.length);
    for (const path of SCANNED.slice(0, paths)) {
      traffic.visit({ by, verb: 'get', path, answer: forbiddenPath('system:anonymous', 'get', path) });
      yield 80 + random.below(200);
    }
  }
}

/** A build agent whose token has expired: the API server does not know who it is. */
function* expired(traffic: Traffic, random: Random): Process {
  const by = createCaller({ identity: { username: '' }, addresses: ['10.128.3.77'], agent: 'helm/v3.16.3' });
  for (;;) {
    yield traffic.sometime(random, EXPIRED_MS);
    const { namespace } = traffic.cluster.anyWorkload(random);
    traffic.refuse({ by, verb: 'list', kind: KINDS.secrets, namespace, answer: UNAUTHORIZED });
  }
}

export function startDenied(traffic: Traffic, random: Random): void {
  const { cluster } = traffic;
  for (let i = 0; i < MISCONFIGURED; i++) {
    const own = random.fork(`application ${i}`);
    const { namespace, name } = cluster.anyWorkload(own);
    const agent = random.pick(['okhttp/4.12.0', 'OpenAPI-Generator/31.0.0/python', 'Java/21.0.5']);
    const by = deployedAccount(own, cluster.nodes, { namespace, name, agent, deployment: name });
    traffic.start(asking(traffic, own, by, namespace));
  }
  traffic.start(scanning(traffic, random.fork('scanners')));
  traffic.start(expired(traffic, random.fork('expired')));
}
