import { constants } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { runAfterOthers } from '../thread-priority.ts';
import { type PackRequest, packSegment } from './pack-segment.ts';

runAfterOthers(constants.priority.PRIORITY_LOW);
parentPort?.postMessage(await packSegment(workerData as PackRequest));
