/**
 * One event in the shape of `audit.k8s.io/v1` Event, on every platform.
 * Source: kubernetes/apiserver `pkg/apis/audit/v1/types.go`, authentication `UserInfo`, meta/v1 `Status`.
 * Fields are optional because a quarantined record has none and most platforms write only some.
 */
export interface AuditEvent {
  kind?: string;
  apiVersion?: string;
  level?: string;
  auditID?: string;
  stage?: string;
  requestURI?: string;
  verb?: string;
  user?: UserInfo;
  impersonatedUser?: UserInfo;
  authenticationMetadata?: { impersonationConstraint?: string };
  sourceIPs?: string[];
  userAgent?: string;
  objectRef?: ObjectReference;
  responseStatus?: ResponseStatus;
  requestObject?: unknown;
  responseObject?: unknown;
  /** RFC 3339. */
  requestReceivedTimestamp?: string;
  /** RFC 3339. */
  stageTimestamp?: string;
  /** RFC 3339; v1alpha1 and v1beta1 only. */
  timestamp?: string;
  /** v1alpha1 and v1beta1 only. */
  metadata?: unknown;
  annotations?: Record<string, string>;
  /** Fields that `audit.k8s.io/v1` does not know are kept under their own names. */
  [unknownField: string]: unknown;
}

/** How much of a request is recorded. An event of the level None is never written. */
export const LEVELS = ['None', 'Metadata', 'Request', 'RequestResponse'] as const;

/** Where in its handling a request can be. */
export const STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const;

export interface UserInfo {
  username?: string;
  uid?: string;
  groups?: string[];
  extra?: Record<string, string[]>;
}

export interface ObjectReference {
  resource?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  apiGroup?: string;
  apiVersion?: string;
  resourceVersion?: string;
  subresource?: string;
}

export interface ResponseStatus {
  metadata?: unknown;
  status?: string;
  message?: string;
  reason?: string;
  details?: unknown;
  code?: number;
}

/** The fields of `audit.k8s.io/v1`, in the order in which kube-apiserver writes them. */
export const EVENT_KEYS = [
  'kind',
  'apiVersion',
  'level',
  'auditID',
  'stage',
  'requestURI',
  'verb',
  'user',
  'impersonatedUser',
  'authenticationMetadata',
  'sourceIPs',
  'userAgent',
  'objectRef',
  'responseStatus',
  'requestObject',
  'responseObject',
  'requestReceivedTimestamp',
  'stageTimestamp',
  'annotations',
] as const;
