/** A record of a CSV file. `line` is the line on which it begins, `raw` its text without the end of line. */
export interface CsvRecord {
  line: number;
  cells: string[];
  raw: string;
  /** a quote was opened and never closed */
  isBroken?: true;
}

/** A quote that stays open this long was a mistake, and would swallow the file. */
const LONGEST_RECORD = 1_000_000;

/**
 * Splits CSV text that comes in pieces into records (RFC 4180; also with tabs or semicolons, as spreadsheets write it).
 * Quotes within an unquoted cell stand for themselves. Lines without any cell are left out, but counted.
 */
export class CsvSplitter {
  private rest = '';
  private line = 1;

  /** `isCount`: records are found and not taken apart, for whoever only wants to know how many there are. */
  constructor(
    private readonly delimiter: string,
    private readonly isCount = false,
  ) {}

  push(text: string): CsvRecord[] {
    this.rest = this.rest === '' ? text : this.rest + text;
    return this.split(false);
  }

  end(): CsvRecord[] {
    return this.split(true);
  }

  private split(isEnd: boolean): CsvRecord[] {
    const text = this.rest;
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const quote = text.indexOf('"', at);
      if (newline < 0 && !isEnd) break;
      const end = newline < 0 ? text.length : newline;
      if (quote < 0 || quote > end) {
        const raw = text.slice(at, text[end - 1] === '\r' ? end - 1 : end);
        const cells = this.isCount ? [] : raw.split(this.delimiter);
        if (raw.trim() !== '') records.push({ line: this.line, cells, raw });
        this.line += 1;
        at = end + 1;
        continue;
      }
      const quoted = this.quoted(text, at, isEnd);
      if (quoted === null) break;
      records.push(quoted.record);
      this.line += quoted.lines;
      at = quoted.next;
    }
    this.rest = text.slice(at);
    return records;
  }

  /** One record with quotes in it; null when its end has not come yet. */
  private quoted(
    text: string,
    start: number,
    isEnd: boolean,
  ): { record: CsvRecord; next: number; lines: number } | null {
    const cells: string[] = [];
    let at = start;
    let lines = 1;
    let newline = -1;
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        let close = at + 1;
        for (;;) {
          close = text.indexOf('"', close);
          if (close < 0 || close - start > LONGEST_RECORD) {
            if (!isEnd && text.length - start <= LONGEST_RECORD) return null;
            return this.broken(text, start);
          }
          if (text[close + 1] !== '"') break;
          close += 2;
        }
        // the next piece may begin with the second quote of a pair
        if (close + 1 >= text.length && !isEnd) return null;
        const inside = text.slice(at + 1, close);
        if (!this.isCount) cell = inside.includes('"') ? inside.replaceAll('""', '"') : inside;
        for (let n = inside.indexOf('\n'); n >= 0; n = inside.indexOf('\n', n + 1)) lines += 1;
        at = close + 1;
      }
      const from = at;
      if (newline < at) newline = indexOrEnd(text, '\n', at);
      const delimiter = indexOrEnd(text, this.delimiter, at);
      at = Math.min(newline, delimiter);
      if (at >= text.length && !isEnd) return null;
      const isLast = at >= text.length || at === newline;
      if (!this.isCount) {
        cells.push(cell + text.slice(from, isLast && text[at - 1] === '\r' && at > from ? at - 1 : at));
      }
      if (isLast) {
        const raw = text.slice(start, text[at - 1] === '\r' ? at - 1 : at);
        return { record: { line: this.line, cells, raw }, next: at + 1, lines };
      }
      at += 1;
    }
  }

  /** Only the line of the open quote is given up; the file goes on behind it. */
  private broken(text: string, start: number): { record: CsvRecord; next: number; lines: number } {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const raw = text.slice(start, end).replace(/\r$/, '');
    return { record: { line: this.line, cells: [raw], raw, isBroken: true }, next: end + 1, lines: 1 };
  }
}

function indexOrEnd(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from);
  return found < 0 ? text.length : found;
}

/** The delimiter of a file by its first line: what occurs most often outside quotes of comma, tab and semicolon. */
export function csvDelimiter(head: string): string {
  const firstLine = /^(?:[^"\n]|"(?:[^"]|"")*")*/.exec(head)?.[0] ?? '';
  const outside = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => outside.split(delimiter).length - 1;
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
