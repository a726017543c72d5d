/** A part of a template of Go: text, an expression that is written out, or a block. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly expression: string }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly expression: string;
      readonly then: Node[];
      readonly otherwise: Node[];
    }
  | { readonly kind: 'define'; readonly name: string; readonly body: Node[] };

interface Token {
  readonly action: boolean;
  readonly text: string;
}

const ACTION = /\{\{(-\s)?([\s\S]*?)(\s-)?\}\}/g;

/** `{{-` takes the white space before it away, `-}}` that behind it. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimNext = false;
  const addText = (text: string, trimEnd: boolean) => {
    const start = trimNext ? text.trimStart() : text;
    tokens.push({ action: false, text: trimEnd ? start.trimEnd() : start });
  };
  for (const match of source.matchAll(ACTION)) {
    addText(source.slice(at, match.index), match[1] !== undefined);
    tokens.push({ action: true, text: (match[2] as string).trim() });
    trimNext = match[3] !== undefined;
    at = match.index + match[0].length;
  }
  addText(source.slice(at), false);
  return tokens;
}

/** The part of the language that the chart uses; throws for anything else that looks like a block. */
export function parseTemplate(source: string): Node[] {
  const tokens = tokensOf(source);
  let at = 0;

  function nodesUntil(...ends: readonly RegExp[]): Node[] {
    const nodes: Node[] = [];
    for (; at < tokens.length; at++) {
      const { action, text } = tokens[at] as Token;
      if (!action) nodes.push({ kind: 'text', text });
      else if (ends.some((end) => end.test(text))) return nodes;
      else nodes.push(actionNode(text));
    }
    if (ends.length > 0) throw new Error('A block of the template does not end.');
    return nodes;
  }

  function actionNode(text: string): Node {
    const [word = '', ...rest] = text.split(/\s+/);
    const expression = rest.join(' ');
    switch (word) {
      case 'define':
        at++;
        return { kind: 'define', name: JSON.parse(expression) as string, body: nodesUntil(/^end$/) };
      case 'if':
      case 'with':
      case 'range': {
        at++;
        const then = nodesUntil(/^else$/, /^end$/);
        if (tokens[at]?.text === 'end') return { kind: word, expression, then, otherwise: [] };
        at++;
        return { kind: word, expression, then, otherwise: nodesUntil(/^end$/) };
      }
      case 'end':
      case 'else':
      case 'template':
      case 'block':
        throw new Error(`{{ ${text} }} stands where it cannot be read.`);
      default:
        return { kind: 'print', expression: text };
    }
  }

  return nodesUntil();
}
