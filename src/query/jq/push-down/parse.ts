import { MAX_QUERY_DEPTH } from '../../limits.ts';
import { type Comparator, type Expression, type Operator, OTHER } from './ast.ts';
import { parseTerm } from './parse-term.ts';
import { createTokenReader, type TokenReader, UNREAD } from './token-reader.ts';

/** Tokens of a program that are worth reading. The reader recurses, and a person's question has some dozens. */
const MAX_TOKENS = 2_000;

const COMPARATORS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

/**
 * Reads a program (jq 1.8, `src/parser.y`). From the first stage of the outermost pipeline on that is beyond what is read
 * here, everything is `other`: nothing binds looser than `|`, so the stages before it stand.
 */
export function parseProgram(program: string): Expression {
  const reader = createTokenReader(program);
  if (reader.size > MAX_TOKENS) return OTHER;
  const operators = createOperatorParser(reader);
  const stages: Expression[] = [];
  try {
    do stages.push(operators.stage());
    while (reader.accept('|'));
  } catch (error) {
    if (error !== UNREAD) throw error;
    stages.push(OTHER);
  }
  return stages.reduceRight((right, left) => binary('|', left, right));
}

/** The operators, loosest first. */
function createOperatorParser(reader: TokenReader) {
  let depth = 0;

  /** One stage of the outermost pipeline. */
  function stage(): Expression {
    const read = comma();
    if (!reader.isSign('|') && reader.peek().kind !== 'end') throw UNREAD;
    return read;
  }

  /** To the right. */
  function pipe(): Expression {
    if (++depth > MAX_QUERY_DEPTH) throw UNREAD;
    const parts = [comma()];
    while (reader.accept('|')) parts.push(comma());
    depth--;
    return parts.reduceRight((right, left) => binary('|', left, right));
  }

  function comma(): Expression {
    let left = alternative();
    while (reader.accept(',')) left = binary(',', left, alternative());
    return left;
  }

  /** To the right. Assignments would come next, and are not read. */
  function alternative(): Expression {
    const parts = [or()];
    while (reader.accept('//')) parts.push(or());
    return parts.reduceRight((right, left) => binary('//', left, right));
  }

  function or(): Expression {
    let left = and();
    while (reader.accept('or')) left = binary('or', left, and());
    return left;
  }

  function and(): Expression {
    let left = comparison();
    while (reader.accept('and')) left = binary('and', left, comparison());
    return left;
  }

  /** Once only: `a == b == c` is an error of the program. */
  function comparison(): Expression {
    const left = calculation();
    const comparator = reader.signOf(COMPARATORS);
    if (!comparator) return left;
    reader.next();
    return binary(comparator as Comparator, left, calculation());
  }

  /** What is calculated is not followed. */
  function calculation(): Expression {
    let read = parseTerm(reader, pipe);
    while (reader.signOf(ARITHMETIC)) {
      reader.next();
      parseTerm(reader, pipe);
      read = OTHER;
    }
    return read;
  }

  return { stage };
}

function binary(operator: Operator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right };
}
