import type { Filter } from '../../filter.ts';
import { EACH, type Expression, type Key } from './ast.ts';
import { compareValues } from './compare.ts';
import { both, type Condition, given, joined, oneOf, opposite } from './condition.ts';
import { ALL, allOf, anyOf } from './filters.ts';
import { callWithText } from './functions.ts';
import { NOTHING, truthOf, UNKNOWN, type Value } from './value.ts';

/** What an expression does with an input: what must hold of the event if it gives anything, and what it gives then. */
interface Effect {
  readonly emits: Filter;
  readonly value: Value;
}

type Call = Extract<Expression, { kind: 'call' }>;
type Binary = Extract<Expression, { kind: 'binary' }>;

/** Follows an expression as far as its effect can be told from the event's fields. */
export function evaluate(expression: Expression, input: Value): Effect {
  switch (expression.kind) {
    case 'identity':
      return giving(input);
    case 'literal':
      return giving(expression);
    case 'index':
      return index(evaluate(expression.of, input), expression.key);
    case 'call':
      return call(expression, input);
    case 'binary':
      return binary(expression, input);
    case 'other':
      return giving(UNKNOWN);
  }
}

function giving(value: Value): Effect {
  return { emits: ALL, value };
}

function testing(condition: Condition): Effect {
  return giving({ kind: 'condition', condition });
}

function conditionOf({ emits, value }: Effect): Condition {
  return given(emits, truthOf(value));
}

function index({ emits, value }: Effect, key: Key): Effect {
  if (value.kind !== 'place' || value.lowered || value.orElse !== null) return { emits, value: UNKNOWN };
  return { emits, value: { ...value, keys: [...value.keys, key] } };
}

function call({ name, args }: Call, input: Value): Effect {
  const [first, second, third] = args;
  if (!first) return callWithout(name, input);
  if (third) return giving(UNKNOWN);
  if (name === 'IN') return testing(second ? someIn(evaluate(first, input), second) : isIn(input, first));
  if (name === 'any')
    return testing(someOf(second ? evaluate(first, input) : index(giving(input), EACH), second ?? first));
  if (second) return giving(UNKNOWN);
  const argument = evaluate(first, input);
  if (name === 'select') return { emits: conditionOf(argument).whenTrue, value: input };
  if (input.kind !== 'place' || argument.value.kind !== 'literal') return giving(UNKNOWN);
  return giving(callWithText(input, name, argument.value.value));
}

function callWithout(name: string, input: Value): Effect {
  if (name === 'not') return testing(opposite(truthOf(input)));
  if (name === 'ascii_downcase' && input.kind === 'place') return giving({ ...input, lowered: true });
  return giving(UNKNOWN);
}

/** `IN("a", "b")`: as jq defines it, the input is equal to one of them. */
function isIn(value: Value, list: Expression): Condition {
  return literalsOf(list)
    .map((literal) => truthOf(compareValues('==', value, literal)))
    .reduce(oneOf);
}

function literalsOf(list: Expression): Value[] {
  if (list.kind === 'binary' && list.operator === ',') return [...literalsOf(list.left), ...literalsOf(list.right)];
  return [list.kind === 'literal' ? list : UNKNOWN];
}

/** `IN(.verb; "a", "b")`: one of the left is equal to one of the right. There may be none on the left. */
function someIn({ emits, value }: Effect, list: Expression): Condition {
  return { whenTrue: allOf(emits, isIn(value, list).whenTrue), whenFalse: ALL };
}

/** `any`: that none passes the test says nothing of any one of them. */
function someOf({ emits, value }: Effect, test: Expression): Condition {
  return { whenTrue: allOf(emits, conditionOf(evaluate(test, value)).whenTrue), whenFalse: ALL };
}

function binary({ operator, left, right }: Binary, input: Value): Effect {
  const first = evaluate(left, input);
  if (operator === '|') return pipe(first, right);
  if (operator === '//') return alternative(left, first.value, right);
  const second = evaluate(right, input);
  const emits = allOf(first.emits, second.emits);
  switch (operator) {
    case ',':
      return { ...testing(joined(conditionOf(first), conditionOf(second))), emits: anyOf(first.emits, second.emits) };
    case 'and':
      return testing(both(conditionOf(first), conditionOf(second)));
    case 'or':
      return testing(oneOf(conditionOf(first), conditionOf(second)));
    default:
      return { emits, value: compareValues(operator, first.value, second.value) };
  }
}

function pipe(first: Effect, right: Expression): Effect {
  const then = evaluate(right, first.value);
  return { emits: allOf(first.emits, then.emits), value: then.value };
}

/** `.a.b // literal` and `.a.b // empty`. Anything else on the left may give nothing, or several values. */
function alternative(left: Expression, value: Value, right: Expression): Effect {
  if (!isPath(left) || value.kind !== 'place' || value.orElse !== null || value.lowered) return giving(UNKNOWN);
  if (right.kind === 'literal') return giving({ ...value, orElse: right.value });
  const isEmpty = right.kind === 'call' && right.name === 'empty' && right.args.length === 0;
  return giving(isEmpty ? { ...value, orElse: NOTHING } : UNKNOWN);
}

function isPath(expression: Expression): boolean {
  if (expression.kind === 'index') return expression.key !== EACH && isPath(expression.of);
  return expression.kind === 'identity';
}
