/** A heading with what is below it; nothing when there is nothing below it. */
export function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}

export function list(lines: readonly (string | null)[]): string {
  return lines
    .filter((line) => line !== null)
    .map((line) => `- ${line}`)
    .join('\n');
}

/** Cells are Markdown already: whoever fills them escapes. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Blocks with an empty line between them; empty ones are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^( {0,3})(#{1,6})(?=\s|$)/;

/**
 * A note as people wrote it, made fit to stand below a heading of level `level`: its own headings become lower ones, and a
 * block of code that was not ended ends with the note instead of swallowing what follows.
 */
export function tidyNote(note: string, level: number): string {
  let fence: string | null = null;
  const lines = note
    .trim()
    .split('\n')
    .map((line) => {
      const mark = FENCE.exec(line)?.[1] ?? null;
      if (fence !== null) {
        const ends = mark !== null && mark[0] === fence[0] && mark.length >= fence.length;
        if (ends && line.trim() === mark) fence = null;
        return line;
      }
      if (mark !== null) {
        fence = mark;
        return line;
      }
      return line.replace(HEADING, (_, indent: string, marks: string) => {
        return indent + '#'.repeat(Math.min(6, level + marks.length));
      });
    });
  return fence === null ? lines.join('\n') : `${lines.join('\n')}\n${fence as string}`;
}
