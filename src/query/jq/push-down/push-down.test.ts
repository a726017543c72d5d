import { describe, expect, test } from 'vitest';
import { formatQuery } from '../../format-query.ts';
import { pushDown } from './push-down.ts';

const CODE_MISSING = 'not responseStatus.code: *';
const MARCH = 'requestReceivedTimestamp >= "2026-02-24T00:00:00.000000Z"';

describe('conditions that a filter can say', () => {
  test.each([
    // Equality. What is missing is not equal to any text, so `!=` needs no more than the negation.
    ['select(.verb == "get")', 'verb: get'],
    ['select("get" == .verb)', 'verb: get'],
    ['select(.verb != "get")', 'not verb: get'],
    ['select(.user.username=="alice")', 'user.username: alice'],
    ['select(.user["username"]=="alice")', 'user.username: alice'],
    ['select(."user"."username"=="alice")', 'user.username: alice'],
    ['select(.user | .username=="alice")', 'user.username: alice'],
    ['select(.["user"].username? == "alice")?', 'user.username: alice'],
    ['select(.auditID != "x")', 'not auditID: x'],
    ['select(.verb == "\\u0061\\n")', 'verb: "a\\u000a"'],
    ['select(.verb == null)', 'not verb: *'],
    ['select(.user.groups == null)', 'not user.groups: *'],
    ['select(.verb == "")', 'not verb: *'],
    ['select(.responseStatus.code == 4.03e2)', 'responseStatus.code: 403'],
    ['select(.responseStatus.code != 200)', 'not responseStatus.code: 200'],
    ['select(.responseStatus.code == 0)', CODE_MISSING],
    [
      'select(.annotations["authorization.k8s.io/decision"] == "forbid")',
      'annotations."authorization.k8s.io/decision": forbid',
    ],
    ['select(.annotations.foo == "a b")', 'annotations.foo: "a b"'],
    // Order goes across types in jq; missing values and others that are no integers are let through.
    ['select(.responseStatus.code >= 400)', `responseStatus.code >= 400 or ${CODE_MISSING}`],
    ['select(400 > .responseStatus.code)', `responseStatus.code < 400 or ${CODE_MISSING}`],
    ['select(.responseStatus.code > -1)', `responseStatus.code > -1 or ${CODE_MISSING}`],
    ['select(.verb < "m")', 'verb < m or not verb: *'],
    // Times compare as text in jq, so the filter leaves room.
    ['select(.requestReceivedTimestamp >= "2026-03-01T10:00:00Z")', `${MARCH} or not requestReceivedTimestamp: *`],
    ['select(.requestReceivedTimestamp > "2026-03")', '*'],
    // Lists and their elements.
    ['select(.sourceIPs[0] == "10.1.2.3")', 'sourceIPs: 10.1.2.3'],
    ['select(.sourceIPs[] == "10.1.2.3")', 'sourceIPs: 10.1.2.3 or not sourceIPs: *'],
    ['select(.user.groups | index("system:masters"))', 'user.groups: "system:masters" or not user.groups: *'],
    ['select(.user.groups | index("system:masters") | not)', 'not user.groups: "system:masters"'],
    ['select(any(.user.groups[]; . == "x"))', 'user.groups: x or not user.groups: *'],
    ['select(any(.user.groups[]?; startswith("x")))', 'user.groups: x* or not user.groups: *'],
    ['select(.user.groups | any(. == "x"))', 'user.groups: x or not user.groups: *'],
    ['select(.user.extra["k"][0] == "v")', 'user.extra.k: v'],
    // Text.
    ['select(.userAgent | startswith("kubectl"))', 'userAgent: kubectl*'],
    ['select(.userAgent | startswith("kubectl") | not)', 'not userAgent: kubectl*'],
    ['select(.userAgent | endswith("x"))', 'userAgent: *x'],
    ['select(.userAgent | contains("a*b"))', 'userAgent: *a\\*b*'],
    ['select(.requestURI | index("watch=true"))', 'requestURI: *watch=true* or not requestURI: *'],
    ['select(.userAgent | test("kubectl"))', 'userAgent: *kubectl*'],
    ['select(.userAgent | test("kubectl") | not)', 'not userAgent: *kubectl*'],
    ['select(.userAgent | test("^kubectl/v1\\\\.3.$"))', 'userAgent: *kubectl/v1\\.3*'],
    ['select(.userAgent | test("v1.31"))', 'userAgent: *v1*31*'],
    ['select(.user.username | ascii_downcase == "alice")', 'user.username: ~alice'],
    ['select((.user.username | ascii_downcase) == "alice")', 'user.username: ~alice'],
    ['select(.userAgent | ascii_downcase | contains("kube"))', 'userAgent: ~*kube*'],
    ['select(.verb | IN("create", "delete"))', 'verb: create or verb: delete'],
    ['select(IN(.verb; "create", "delete"))', 'verb: create or verb: delete'],
    ['select(.verb | IN("create", "delete") | not)', 'not verb: create and not verb: delete'],
    // Bodies.
    ['select(.requestObject.metadata.name == "x")', 'requestObject.metadata.name: x'],
    ['select(.requestObject.spec.containers[0].image == "x")', 'requestObject.spec.containers.image: x'],
    ['select(.requestObject.spec.replicas == 3)', 'requestObject.spec.replicas: 3'],
    ['select(.requestObject.spec.paused == true)', 'requestObject.spec.paused: true'],
    // Instead of null.
    ['select((.objectRef.namespace // "") == "prod")', 'objectRef.namespace: prod'],
    ['select((.objectRef.namespace // "prod") == "prod")', 'objectRef.namespace: prod or not objectRef.namespace: *'],
    ['select(.userAgent // "" | startswith("k"))', 'userAgent: k*'],
    ['select((.verb // empty) == "get")', 'verb: get'],
    ['select((.responseStatus.code // 0) >= 400)', `responseStatus.code >= 400 or ${CODE_MISSING}`],
    // Together.
    ['select(.verb == "get" and .level == "Request")', 'verb: get and level: Request'],
    ['select(.verb == "get" or .verb == "list" and .stage == "Panic")', 'verb: get or (verb: list and stage: Panic)'],
    ['select((.verb == "get" or .verb == "list") | not)', 'not verb: get and not verb: list'],
    ['select(.verb == ("get", "list"))', '*'],
    ['select(.verb == "get") | select(.stage == "Panic") | .userAgent', 'verb: get and stage: Panic'],
    ['. | (select(.verb == "get"))', 'verb: get'],
    ['select(.verb == "get"), select(.verb == "list")', 'verb: get or verb: list'],
    ['select(.user.username | not)', 'not user.username: *'],
    ['.verb | select(. == "get")', 'verb: get'],
    ['.user.groups[] | select(. == "x")', 'user.groups: x or not user.groups: *'],
  ])('%s → %s', (program, expected) => {
    expect(formatQuery(pushDown(program)) || '*').toBe(expected);
  });
});

describe('what is not understood says nothing, and takes away as little as it must', () => {
  test.each([
    ['select(.verb == "get" and (.x | length) > 3)', 'verb: get'],
    ['select(.verb == "get" and (if .a then 1 else {end: 2} end))', '*'],
    ['select(.verb == "get" and (if .a then 1 else 2 end))', 'verb: get'],
    ['select(.verb == "get" or (.x | length) > 3)', '*'],
    ['select((.verb == "get" and .x) | not)', '*'],
    ['select(.verb == "get") | {user: .user.username, "n": "\\(.verb) \\(.objectRef | "\\(.name)")"}', 'verb: get'],
    ['select(.verb == "get") | [.verb, .user.username] | @tsv', 'verb: get'],
    ['select(.verb == "get") | @base64 "x\\(.verb)"', 'verb: get'],
    ['select(.verb == "get") | .verb as $v | $v', 'verb: get'],
    ['select(.verb == "get") | reduce .x[] as $x (0; . + $x)', 'verb: get'],
    ['select(.verb == "get") # all reads', '*'],
    ['select(.verb == "get") | if .a then 1 else 2 end, .b', 'verb: get'],
  ])('%s → %s', (program, expected) => {
    expect(formatQuery(pushDown(program)) || '*').toBe(expected);
  });
});

describe('nothing is pushed down', () => {
  test.each([
    // The empty string and missing values are alike to a filter, and not to jq.
    'select(.verb != null)',
    'select(.verb != "")',
    'select(.verb)',
    'select(.user.username and .verb)',
    'select(.annotations["a"] != null)',
    // Values of another type than the field's.
    'select(.responseStatus.code == "403")',
    'select(.responseStatus.code == 403.5)',
    'select(.responseStatus.code == 1e12)',
    'select(.verb == 3)',
    'select(.verb == .stage)',
    // No fields of the event.
    'select(.cluster == "a")',
    'select(.actor == "a")',
    'select(.code == 403)',
    'select(.ip == "10.1.2.3")',
    'select(.["user.username"] == "a")',
    'select(.user == "a")',
    'select(.kind == "Event")',
    'select(.annotations.a.b == "x")',
    // An element that does not fit says nothing of the others.
    'select(.sourceIPs[0] != "10.1.2.3")',
    'select(any(.user.groups[]; . == "x") | not)',
    'select(.user.groups[] != "x")',
    'select((.sourceIPs[0] // "x") == "x")',
    'select(.requestObject.metadata.name != "x")',
    'select(.requestObject.spec.replicas > 3)',
    'select(.requestObject.spec.containers[].image == "x")',
    'select(.requestObject[0].x == "x")',
    // Text.
    'select(.userAgent | startswith(""))',
    'select(.userAgent | startswith("a", "b"))',
    'select(.userAgent | test("a|b"))',
    'select(.userAgent | test("a+"))',
    'select(.userAgent | test("a\\\\d"))',
    'select(.userAgent | test("kubectl"; "i"))',
    'select(.userAgent | test("^kubectl") | not)',
    'select(.user.username | ascii_downcase != "alice")',
    'select((.verb | ascii_downcase) == "ä")',
    'select("a" | startswith(.verb))',
    // An alternative also stands in for what gives nothing.
    'select((select(.stage == "Panic").verb // "get") == "get")',
    'select(.verb // "" == "get")',
    'select(.verb == "get") // 1',
    // Beyond one event, or with a meaning of its own.
    'select(.verb == "get") | [., input]',
    'select(.verb == "get") | inputs',
    'select(.verb == "get" or (if .x then halt else . end))',
    'select(.verb == "get") | input_line_number',
    'debug | select(.verb == "get")',
    'def select(f): .; select(.verb == "get")',
    '. as $x | select(.verb == "get")',
    'try select(.verb == "get") catch .',
    'reduce .[] as $x (0; 1) | select(.verb == "get")',
    '1 + select(.verb == "get").x as $x | 3',
    'select(.verb == "get") = 3',
    'if .verb == "get" then {end} | . else . end',
    '[select(.verb == "get")]',
    '{a: select(.verb == "get")}',
    'first(select(.verb == "get"))',
    '"\\(select(.verb == "get"))"',
    '# select\nselect(.verb == "get")',
    // No programs.
    '',
    'select(',
    'select(.verb == "get"',
    'select(.verb == "get" == "get")',
    '(((((('.repeat(1_000),
    '.a,'.repeat(3_000),
    `select(${'.verb == "get" or '.repeat(501)} .verb == "x")`,
  ])('%s', (program) => {
    expect(pushDown(program)).toEqual({ op: 'all' });
  });
});
