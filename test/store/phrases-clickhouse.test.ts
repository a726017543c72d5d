import { afterAll, describe } from 'vitest';
import { openClickHouse } from '../../src/store/clickhouse.ts';
import { canServeClickHouse, startClickHouse } from '../support/clickhouse-server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { phrasesContract } from './phrases-contract.ts';

describe.runIf(canServeClickHouse())('with a server', async () => {
  const server = await startClickHouse(await temporaryDirectory());
  afterAll(() => server.kill());

  phrasesContract('the store on a ClickHouse server', () =>
    openClickHouse({ url: server.url, username: 'default', password: '', database: 'verbatim', writer: 'retention' }),
  );
});
