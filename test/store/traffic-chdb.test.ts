import { join } from 'node:path';
import { openChdb } from '../../src/store/chdb.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { trafficContract } from './traffic-contract.ts';

const directory = await temporaryDirectory();

trafficContract('the store in this process', () => openChdb({ path: join(directory, 'store'), memoryBytes: 1 << 30 }));
