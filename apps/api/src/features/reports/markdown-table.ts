/** A table; cells are escaped, so that a name can neither end its cell nor start markup. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  const rule = `|${head.map(() => ' --- ').join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** A name as it was written, on one line. */
export function escapeCell(text: string | number): string {
  return String(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&');
}
