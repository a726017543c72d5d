import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SHARING_FOLDERS } from './test/support/shared-process.ts';

/** Many files mostly wait, for a process or a disk, so two run at once also where there are two processors. */
const LEAST_WORKERS = 2;

const sharing = SHARING_FOLDERS.map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: Math.max(LEAST_WORKERS, availableParallelism() - 1),
    // For a machine with other work.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          // The engine binds one data directory a process, so each test file has a process of its own.
          name: 'alone',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
          exclude: sharing,
        },
      },
      { extends: true, test: { name: 'sharing', include: sharing, isolate: false } },
    ],
  },
});
