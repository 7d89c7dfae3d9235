/** How far down the page's own headings (title, section) push those of a text. */
const LEVELS = 2;

/**
 * Markdown for the inside of a section: its first title is dropped, since the page says it already, and the other
 * headings become smaller, so that the outline of the page stays in order. Fenced code is left as it is.
 */
export function demoteHeadings(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .replace(/^\s*# [^\n]*\n+/, '')
    .split('\n')
    .map((line) => {
      const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1];
      if (mark !== undefined) {
        if (fence === null) fence = mark;
        else if (mark.startsWith(fence)) fence = null;
      }
      if (fence !== null) return line;
      return line.replace(/^(#{1,6})(?=\s)/, (signs) => '#'.repeat(Math.min(6, signs.length + LEVELS)));
    })
    .join('\n');
}
