import { catalogue, cataloguedPlatforms } from '../../../src/decode/catalogue.ts';
import { OWN_NAME } from '../../../src/event/record.ts';
import { apiOf } from '../../support/api.ts';

/** Have clusters of their own in the demo, or come from the server itself. */
const THERE_ALREADY: readonly string[] = ['kubernetes', OWN_NAME];

/** Delivers an event of each kind that the catalogue knows of other platforms, to a cluster named after its platform. */
export async function deliverPlatforms(server: { readonly url: string; readonly adminToken: string }): Promise<void> {
  const api = apiOf(server);
  const kinds = catalogue();
  const others = cataloguedPlatforms(kinds).filter((platform) => !THERE_ALREADY.includes(platform));
  const deliver = async (platform: string) => {
    await api.addCluster(platform);
    const lines = kinds.filter((kind) => kind.platform === platform).map(({ example }) => `${example}\n`);
    const response = await api.request(`/ingest/lines/${platform}`, { method: 'POST', body: lines.join('') });
    if (!response.ok) throw new Error(`${platform}: ${response.status} ${await response.text()}`);
  };
  await Promise.all(others.map(deliver));
  await api.loaded();
}
