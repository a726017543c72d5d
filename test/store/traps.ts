export const head = '"level":"Metadata","auditID":"0a7b1f0e-0000-4000-8000-00000000000a","stage":"ResponseComplete"';
export const inGoOrder = `{"kind":"Event","apiVersion":"audit.k8s.io/v1",${head},"requestURI":"/api/v1/namespaces/a/pods?limit=1\\u0026x=\\u003cy\\u003e","verb":"list","user":{"username":"alice","uid":"u1","groups":["g1","g'2"],"extra":{"k":["v1","v\\"2"]}},"impersonatedUser":{"username":"bob"},"sourceIPs":["10.0.0.1","::1"],"userAgent":"kubectl/v1 \\u0026 co","objectRef":{"resource":"pods","namespace":"a","apiVersion":"v1"},"responseStatus":{"metadata":{},"status":"Failure","message":"no\\n\\ttabs","reason":"Forbidden","details":{"kind":"pods"},"code":403},"requestReceivedTimestamp":"2026-03-01T03:12:45.123456Z","stageTimestamp":"2026-03-01T03:12:45.130001Z","annotations":{"a/b":"x","authorization.k8s.io/decision":"forbid"}}`;

/** Events that must come back byte for byte, each a trap of its own. */
export const TRAPS: readonly [string, string | Uint8Array][] = [
  ['an event in Go’s order, with Go’s escapes', inGoOrder],
  ['an item without kind', `{${head},"requestURI":"/healthz","verb":"get","user":{}}`],
  [
    'a number beyond 2^53 in a body',
    `{${head},"requestURI":"/x","verb":"create","user":{},"requestObject":{"n":12345678901234567890,"f":1.0,"e":1e3},"responseObject":{"s":"\\u003c\\u00e9é"}}`,
  ],
  ['a key order that is not Go’s', `{"verb":"get",${head}}`],
  ['space between the tokens', `{ ${head}, "verb": "get"\n}`],
  ['a field that nobody knows', `{${head},"requestURI":"/x","verb":"get","user":{},"vendor":{"b":1,"a":[2]}}`],
  [
    'empty values that Go would leave out',
    `{${head},"requestURI":"/x","verb":"get","user":{"username":""},"sourceIPs":[],"objectRef":{},"responseStatus":{"metadata":{}},"annotations":{}}`,
  ],
  ['null', `{${head},"requestURI":"/x","verb":"get","user":null,"requestObject":null}`],
  ['duplicate keys', `{${head},"requestURI":"/x","verb":"get","verb":"list","user":{}}`],
  [
    'special keys',
    `{${head},"requestURI":"/x","verb":"get","user":{},"annotations":{"__proto__":"x","constructor":"y"}}`,
  ],
  [
    'characters that cells escape',
    `{${head},"requestURI":"/\\t\\\\\\u0000'x","verb":"get","user":{"username":"a\\tb\\\\c'd","groups":["\\t'\\\\"]},"annotations":{"k\\t'":"v\\n'\\\\"}}`,
  ],
  [
    'an audit id that is no UUID',
    `{"level":"Metadata","auditID":"Hello","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{}}`,
  ],
  [
    'an audit id in capitals',
    `{"level":"Metadata","auditID":"0A7B1F0E-0000-4000-8000-00000000000A","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{}}`,
  ],
  [
    'the audit id of zeros',
    `{"level":"Metadata","auditID":"00000000-0000-0000-0000-000000000000","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{}}`,
  ],
  [
    'a time in another precision',
    `{${head},"requestURI":"/x","verb":"get","user":{},"requestReceivedTimestamp":"2026-03-01T03:12:45Z","stageTimestamp":"2026-03-01T03:12:45.123456789+01:00"}`,
  ],
  [
    'a day that does not exist',
    `{${head},"requestURI":"/x","verb":"get","user":{},"requestReceivedTimestamp":"2026-02-30T03:12:45.123456Z"}`,
  ],
  [
    '24 o’clock',
    `{${head},"requestURI":"/x","verb":"get","user":{},"requestReceivedTimestamp":"2026-02-03T24:00:00.000000Z"}`,
  ],
  [
    'v1beta1',
    `{"kind":"Event","apiVersion":"audit.k8s.io/v1beta1","metadata":{"creationTimestamp":"2017-09-11T19:55:05Z"},${head},"timestamp":"2017-09-11T19:55:05Z","requestURI":"/x","verb":"get","user":{"username":"a"}}`,
  ],
  [
    'v1alpha1',
    `{${head},"timestamp":"2017-09-11T19:55:05Z","requestURI":"/x","verb":"get","user":{},"objectRef":{"resource":"deployments","apiVersion":"apps/v1beta1"}}`,
  ],
  [
    'line separators and lone surrogates',
    `{${head},"requestURI":"/\\u2028\u2028","verb":"get","user":{"username":"\\ud800"}}`,
  ],
  [
    'half a surrogate pair',
    `{${head},"requestURI":"/x","verb":"get","user":{"username":"a","extra":{"\\ud800":["\\udc00x"]}},"userAgent":"\\ud800"}`,
  ],
  ['a long string in pretty JSON', `{\n${head},"requestURI":"/${'x'.repeat(12_000_000)}","verb":"get","user":{}}`],
  [
    'a body under an escaped key',
    `{${head},"requestURI":"/x","verb":"get","user":{},"requestObject":{"a":1},"request\\u004fbject":{"a":2}}`,
  ],
  ['no JSON', 'hello\tworld\n\\'],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x00, 0x09, 0x0a, 0x5c, 0xc3, 0x28])],
  ['an event of the wrong type', '{"auditID":"a","verb":5}'],
  ['an empty object', '{}'],
];
