/** Says at the top of a generated file that it is one. */
export function generatedBy(from: string): string {
  return `<!-- Generated from ${from} by \`npm run docs\`. Do not edit. -->`;
}

/** A table of GitHub's Markdown, its columns as wide as their widest cell. Cells are Markdown on one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(cell));
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Text as code, whatever back-ticks it holds (CommonMark 6.1). `''` stays empty. */
export function code(text: string): string {
  if (text === '') return '';
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Blocks of a document, with one empty line between them and a line end at the end. */
export function page(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
