import { forbidden } from '../../generator/model/answer.ts';
import type { Call } from '../../generator/model/call.ts';
import { byClusterRole, type Caller, createCaller } from '../../generator/model/caller.ts';
import { define, KINDS } from '../../generator/model/kinds.ts';
import { byFiles, lineOfFile } from '../deliver/files.ts';
import { callLine, visitLine } from '../lines/kube.ts';
import type { DemoCluster } from '../platform.ts';
import { type Beat, type Deed, type Routine, sceneTraffic } from '../scene.ts';

const NAME = 'openshift';
const MASTERS = ['master-0', 'master-1', 'master-2'] as const;
/** From TEST-NET-2 (RFC 5737); nobody else in the traffic uses it. */
const INTRUDER = '198.51.100.77';
const OC = 'oc/4.16.0 (linux/amd64) kubernetes/e8b5b9e';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

const OPENSHIFT = {
  routes: define('Route', 'routes', 'route.openshift.io'),
  builds: define('Build', 'builds', 'build.openshift.io'),
  images: define('ImageStream', 'imagestreams', 'image.openshift.io'),
  requests: define('ProjectRequest', 'projectrequests', 'project.openshift.io', 'v1', false),
  users: define('User', 'users', 'user.openshift.io', 'v1', false),
} as const;

const PROJECTS = ['shop', 'payroll', 'reports'] as const;
const PEOPLE = [
  { name: 'nora.lind', address: '10.20.4.11' },
  { name: 'omar.haddad', address: '10.20.4.27' },
  { name: 'petra.novak', address: '10.20.5.8' },
  { name: 'tomas.silva', address: '10.20.5.40' },
] as const;
/** Whose password was guessed. */
const VICTIM = PEOPLE[2];

function person({ name, address }: { readonly name: string; readonly address: string }, agent = OC): Caller {
  const identity = { username: name, groups: ['developers', 'system:authenticated:oauth', 'system:authenticated'] };
  return createCaller({
    identity,
    addresses: [address],
    agent,
    reason: byClusterRole('developers', 'edit', 'Group "developers"'),
  });
}

function operator(namespace: string, name: string, agent: string): Caller {
  const identity = {
    username: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
  const reason = byClusterRole(
    `system:openshift:operator:${name}`,
    'cluster-admin',
    `ServiceAccount "${name}/${namespace}"`,
  );
  return createCaller({ identity, addresses: ['10.128.0.31'], agent, reason });
}

/** Who has not signed in yet has no name; the page notes whose name was given. */
function visitor(address: string): Caller {
  const identity = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
  return createCaller({ identity, addresses: [address], agent: BROWSER });
}

type Component = 'kube-apiserver' | 'openshift-apiserver' | 'oauth-apiserver' | 'oauth-server';

function logged(component: Component, write: (moment: Parameters<Deed>[0]) => string): Deed {
  return (moment) => lineOfFile(`${moment.random.pick(MASTERS)}/${component}/audit.log`, write(moment));
}

function asked(component: Component, call: Call): Deed {
  return logged(component, (moment) => callLine(moment, call));
}

function login(name: string, address: string, decision: 'allow' | 'deny'): Deed {
  const notes = `"authentication.openshift.io/decision":"${decision}","authentication.openshift.io/username":"${name}"`;
  const answer = { code: 302, status: '"responseStatus":{"metadata":{},"code":302}' };
  const visit = { by: visitor(address), verb: 'post', path: '/login', answer, notes };
  return logged('oauth-server', (moment) => visitLine(moment, visit));
}

const MONITORING = operator('openshift-monitoring', 'prometheus-k8s', 'Prometheus/2.52.0');
const LEADER = operator(
  'openshift-image-registry',
  'cluster-image-registry-operator',
  'cluster-image-registry-operator/v4.16.0',
);
const BUILDER = operator('shop', 'builder', 'openshift-builder/v4.16.0');

const ROUTINES: readonly Routine[] = [
  {
    every: 4,
    deed: logged('openshift-apiserver', (moment) =>
      visitLine(moment, { by: MONITORING, verb: 'get', path: '/metrics' }),
    ),
  },
  {
    every: 4,
    deed: asked('kube-apiserver', {
      by: LEADER,
      verb: 'update',
      kind: KINDS.leases,
      namespace: 'openshift-image-registry',
      name: 'openshift-master-controllers',
    }),
  },
  {
    every: 40,
    deed: asked('openshift-apiserver', {
      by: BUILDER,
      verb: 'get',
      kind: OPENSHIFT.images,
      namespace: 'shop',
      name: 'storefront',
    }),
  },
  ...PEOPLE.flatMap(({ name, address }): Routine[] => {
    const by = person({ name, address });
    const within = (moment: Parameters<Deed>[0]) => moment.random.pick(PROJECTS);
    return [
      { every: 700, deed: login(name, address, 'allow') },
      { every: 4_000, deed: login(name, address, 'deny') },
      {
        every: 60,
        deed: logged('kube-apiserver', (moment) =>
          callLine(moment, { by, verb: 'list', kind: KINDS.pods, namespace: within(moment) }),
        ),
      },
      {
        every: 90,
        deed: logged('openshift-apiserver', (moment) =>
          callLine(moment, { by, verb: 'list', kind: OPENSHIFT.routes, namespace: within(moment) }),
        ),
      },
      { every: 120, deed: asked('oauth-apiserver', { by, verb: 'get', kind: OPENSHIFT.users, name: '~' }) },
      {
        every: 600,
        deed: logged('openshift-apiserver', (moment) =>
          callLine(moment, {
            by,
            verb: 'create',
            kind: OPENSHIFT.builds,
            namespace: 'shop',
            name: `storefront-${moment.random.below(400)}`,
          }),
        ),
      },
    ];
  }),
];

const THIEF = person({ name: VICTIM.name, address: INTRUDER });

function denied(verb: string, kind: Call['kind'], namespace: string): Deed {
  const answer = forbidden({ username: VICTIM.name, verb, kind, namespace });
  return asked('kube-apiserver', { by: THIEF, verb, kind, namespace, answer });
}

/** One password is tried with every name from abroad, until one opens; then the payroll is read. */
const STORY: readonly Beat[] = [
  ...['admin', 'kubeadmin', 'developer', 'nora.lind', 'omar.haddad', 'petra.novak'].map((name, i) => {
    return { ago: 38 - i / 4, deed: login(name, INTRUDER, 'deny') };
  }),
  { ago: 35, deed: login(VICTIM.name, INTRUDER, 'allow') },
  { ago: 34.5, deed: asked('oauth-apiserver', { by: THIEF, verb: 'get', kind: OPENSHIFT.users, name: '~' }) },
  { ago: 33, deed: denied('list', KINDS.secrets, 'openshift-config') },
  { ago: 32, deed: asked('kube-apiserver', { by: THIEF, verb: 'list', kind: KINDS.secrets, namespace: 'payroll' }) },
  {
    ago: 31.8,
    deed: asked('kube-apiserver', {
      by: THIEF,
      verb: 'get',
      kind: KINDS.secrets,
      namespace: 'payroll',
      name: 'bank-transfer',
    }),
  },
  {
    ago: 30,
    deed: asked('openshift-apiserver', {
      by: THIEF,
      verb: 'create',
      kind: OPENSHIFT.routes,
      namespace: 'payroll',
      name: 'export',
    }),
  },
  {
    ago: 26,
    deed: asked('openshift-apiserver', {
      by: THIEF,
      verb: 'delete',
      kind: OPENSHIFT.routes,
      namespace: 'payroll',
      name: 'export',
    }),
  },
];

/** Four API servers on three nodes, whose logs are followed as files. */
export const OPENSHIFT_CLUSTER: DemoCluster = {
  name: NAME,
  about: 'OpenShift with the log of its OAuth server: one password was tried with many names, and one opened',
  sources: (folder) => ({
    file: [
      {
        id: NAME,
        cluster: NAME,
        paths: [`${folder}/*/*/audit.log`],
        node_pattern: `${folder}/{node}/{component}/audit.log`,
        format: 'openshift',
      },
    ],
  }),
  createTraffic: (span) => sceneTraffic(NAME, { routines: ROUTINES, story: STORY }, span),
  connect: byFiles,
  suggestions: [
    {
      title: 'Where do logins fail?',
      command: ['top', 'sourceIPs', 'annotations."authentication.openshift.io/decision": deny'],
    },
    {
      title: 'Who got in from there, and what was done then?',
      command: ['search', `ip: ${INTRUDER} and outcome: allowed`, '--order', 'asc'],
    },
  ],
};
