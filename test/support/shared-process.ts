/**
 * Folders whose test files run one after another in a few processes: starting one, and loading the code anew, costs more than
 * most of them. They neither open the engine, which binds one data directory a process, nor change what others in the process see.
 */
export const SHARING_FOLDERS: readonly string[] = [
  'src/access',
  'src/actors',
  'src/api',
  'src/consumers',
  'src/decode',
  'src/event',
  'src/pipeline',
  'src/policy',
  'src/query',
  'src/sources',
  'src/tls',
];
