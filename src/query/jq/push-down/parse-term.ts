import { EACH, type Expression, OTHER } from './ast.ts';
import { type TokenReader, UNREAD } from './token-reader.ts';

/** Words that are no function: each starts or continues a construct that is left to jq. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...['as', 'def', 'import', 'include', 'label', 'reduce', 'foreach', 'try', 'catch', '__loc__'],
  ...['then', 'elif', 'else', 'end', 'and', 'or'],
]);

const IDENTITY: Expression = { kind: 'identity' };

/** Reads one term with what follows it directly: `.a["b"][]?`. `pipe` reads what stands in parentheses. */
export function parseTerm(reader: TokenReader, pipe: () => Expression): Expression {
  return suffixes(start());

  function start(): Expression {
    const token = reader.next();
    if (token.kind === 'field') return { kind: 'index', of: IDENTITY, key: token.text };
    if (token.kind === 'string') return { kind: 'literal', value: token.text };
    if (token.kind === 'number') return { kind: 'literal', value: token.value };
    if (token.kind === 'name') return word(token.text);
    if (token.kind === 'opaque') return opaque();
    if (token.kind !== 'sign') throw UNREAD;
    if (token.text === '.') return dot();
    if (token.text === '(') return closed(pipe(), ')');
    if (token.text === '-') return negative();
    if (token.text === '[') return array();
    if (token.text === '{') return skipTo('}', '{');
    if (token.text === '..') return OTHER;
    throw UNREAD;
  }

  function closed(read: Expression, sign: string): Expression {
    reader.expect(sign);
    return read;
  }

  function array(): Expression {
    if (!reader.accept(']')) closed(pipe(), ']');
    return OTHER;
  }

  /** `.` alone, `."a"`, or before `[`, which is a suffix. */
  function dot(): Expression {
    const token = reader.peek();
    if (token.kind !== 'string') return IDENTITY;
    reader.next();
    return { kind: 'index', of: IDENTITY, key: token.text };
  }

  function negative(): Expression {
    const token = reader.next();
    if (token.kind !== 'number') throw UNREAD;
    return { kind: 'literal', value: -token.value };
  }

  /** A format may be followed by the string that it formats. */
  function opaque(): Expression {
    const { kind } = reader.peek();
    if (kind === 'string' || kind === 'opaque') reader.next();
    return OTHER;
  }

  /** Passes over a construct, and those of its kind within it, to its end. */
  function skipTo(end: string, begin: string): Expression {
    for (let open = 1; open > 0; ) {
      const token = reader.next();
      if (token.kind === 'end' || token.kind === 'unread') throw UNREAD;
      if (token.kind !== 'sign' && token.kind !== 'name') continue;
      if (token.text === begin) open++;
      if (token.text === end) open--;
    }
    return OTHER;
  }

  function word(name: string): Expression {
    if (name === 'if') return skipTo('end', 'if');
    if (KEYWORDS.has(name)) throw UNREAD;
    if (name === 'null') return { kind: 'literal', value: null };
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    const args: Expression[] = [];
    if (reader.accept('(')) {
      do args.push(pipe());
      while (reader.accept(';'));
      reader.expect(')');
    }
    return { kind: 'call', name, args };
  }

  function suffixes(of: Expression): Expression {
    let read = of;
    for (;;) {
      const token = reader.peek();
      if (token.kind === 'field') {
        reader.next();
        read = { kind: 'index', of: read, key: token.text };
      } else if (reader.accept('.')) {
        read = afterDot(read);
      } else if (reader.accept('[')) {
        read = bracket(read);
      } else if (!reader.accept('?')) {
        return read;
      }
    }
  }

  function afterDot(of: Expression): Expression {
    if (reader.accept('[')) return bracket(of);
    const token = reader.next();
    if (token.kind !== 'string') throw UNREAD;
    return { kind: 'index', of, key: token.text };
  }

  /** `[]`, `["a"]`, `[0]`; slices and keys that are calculated are not followed. */
  function bracket(of: Expression): Expression {
    if (reader.accept(']')) return { kind: 'index', of, key: EACH };
    const key = reader.isSign(':') ? OTHER : pipe();
    const isSlice = reader.accept(':');
    if (isSlice && !reader.isSign(']')) pipe();
    reader.expect(']');
    if (isSlice || key.kind !== 'literal') return OTHER;
    return typeof key.value === 'boolean' || key.value === null ? OTHER : { kind: 'index', of, key: key.value };
  }
}
