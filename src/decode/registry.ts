import { activityTracker } from './activity-tracker/format.ts';
import { dockerJson } from './docker-json/format.ts';
import type { Format } from './format.ts';
import { kubernetes } from './kubernetes/format.ts';
import { mke } from './mke/format.ts';
import { onDemandBroker } from './on-demand-broker/format.ts';
import { openshift } from './openshift/format.ts';
import { pksApi } from './pks-api/format.ts';
import { shipper } from './shipper/format.ts';
import { syslog } from './syslog/format.ts';
import { telemetry } from './telemetry/format.ts';
import { uaa } from './uaa/format.ts';

/** Every format, in the order in which an entry is compared with them: what is marked more clearly comes first. */
export const FORMATS: readonly Format[] = [
  dockerJson,
  mke,
  openshift,
  kubernetes,
  activityTracker,
  uaa,
  pksApi,
  onDemandBroker,
  telemetry,
  shipper,
  syslog,
];
