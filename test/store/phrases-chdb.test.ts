import { join } from 'node:path';
import { openChdb } from '../../src/store/chdb.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { phrasesContract } from './phrases-contract.ts';

const directory = await temporaryDirectory();

phrasesContract('the store in this process', () => openChdb({ path: join(directory, 'store'), memoryBytes: 1 << 30 }));
