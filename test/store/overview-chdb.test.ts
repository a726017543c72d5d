import { join } from 'node:path';
import { openChdb } from '../../src/store/chdb.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { overviewContract } from './overview-contract.ts';

const directory = await temporaryDirectory();

overviewContract('the store in this process', () => openChdb({ path: join(directory, 'store'), memoryBytes: 1 << 30 }));
