import { loadConfig } from '../config/load.ts';
import { version } from '../package.ts';
import { cataloguePage } from './catalogue.ts';
import { cliPage } from './cli.ts';
import { configurationPage } from './configuration.ts';
import { errorsPage } from './errors.ts';
import { fieldsPage } from './fields.ts';
import { metricsPage } from './metrics.ts';
import { openapiDocument } from './openapi.ts';
import { sensitiveActionsPage } from './sensitive-actions.ts';

/** All of `docs/reference`: the text of each file by its name. */
export async function reference(): Promise<ReadonlyMap<string, string>> {
  const defaults = await loadConfig({ env: {} });
  return new Map([
    ['catalogue.md', cataloguePage()],
    ['cli.md', await cliPage()],
    ['configuration.md', configurationPage()],
    ['errors.md', errorsPage()],
    ['fields.md', fieldsPage()],
    ['metrics.md', await metricsPage()],
    ['openapi.json', await openapiDocument(defaults, version())],
    ['sensitive-actions.md', sensitiveActionsPage()],
  ]);
}
