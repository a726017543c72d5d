import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { kubernetes } from './format.ts';

formatContract({ format: kubernetes, fixtures: readFixtures(import.meta.url), adversarial: ['{"auditID":"a","b":'] });
