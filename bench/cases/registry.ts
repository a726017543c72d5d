import type { BenchCase } from '../bench.ts';
import { benchDecoders } from './decoders.ts';
import { benchDisk } from './disk.ts';
import { benchExplore } from './explore.ts';
import { benchFiles } from './files.ts';
import { benchImportExport } from './import-export.ts';
import { benchPolicy } from './policy.ts';
import { benchQuestions } from './questions.ts';
import { benchRedaction } from './redaction.ts';
import { benchServer } from './server.ts';
import { benchSteps } from './steps.ts';
import { benchWeb } from './web.ts';
import { benchWebhook } from './webhook.ts';
import { benchWebhookBodies } from './webhook-bodies.ts';

/**
 * Every case by its name for `--only`, in the order in which they run: those that ask the loaded server come when
 * nothing else is left to measure beside it, and the last ends it.
 */
export const CASES: Readonly<Record<string, BenchCase>> = {
  webhook: benchWebhook,
  'webhook-bodies': benchWebhookBodies,
  redaction: benchRedaction,
  'import-export': benchImportExport,
  files: benchFiles,
  steps: benchSteps,
  decoders: benchDecoders,
  disk: benchDisk,
  questions: benchQuestions,
  explore: benchExplore,
  policy: benchPolicy,
  web: benchWeb,
  server: benchServer,
};
