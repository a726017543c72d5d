import { core, type Preset, RECEIVED } from './preset.ts';

export const KUBLR: Preset = {
  name: 'kublr-default',
  title:
    'What Kublr sets up where a cluster specification has no policy of its own: metadata, without four kinds of noise.',
  origin: 'Kublr documentation, “Audit”.',
  policy: {
    rules: [
      { level: 'None', users: ['system:apiserver'], verbs: ['get', 'list', 'watch'] },
      { level: 'None', users: ['system:kube-proxy'], verbs: ['watch'], resources: [core('endpoints', 'services')] },
      { level: 'None', userGroups: ['system:nodes'], verbs: ['get'], resources: [core('nodes')] },
      {
        level: 'None',
        users: ['system:unsecured'],
        namespaces: ['kube-system'],
        verbs: ['get'],
        resources: [core('endpoints')],
      },
      { level: 'Metadata', omitStages: RECEIVED },
    ],
  },
};
