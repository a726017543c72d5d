/** A table of texts; the first column names what the others measure. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** As GitHub-flavoured Markdown, with columns that line up. */
export function tableText({ head, rows }: Table): string {
  const escaped = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...escaped.map((row) => [...(row[column] ?? '')].length)));
  const lineOf = (row: readonly string[]) => `| ${widths.map((width, i) => pad(row[i] ?? '', width, i)).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [lineOf(escaped[0]!), rule, ...escaped.slice(1).map(lineOf)].join('\n');
}

/** Names stand on the left, figures on the right. */
function pad(text: string, width: number, column: number): string {
  const space = ' '.repeat(Math.max(0, width - [...text].length));
  return column === 0 ? text + space : space + text;
}
