/** The text of one item of a JSON array, and the line on which it begins. */
export interface JsonItem {
  line: number;
  text: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

/**
 * Finds the items of the top-level array of a JSON text that comes in pieces, without parsing them: a file of any size
 * is held one piece at a time. Whether each item is valid JSON is for JSON.parse to say.
 */
export class JsonArraySplitter {
  private text = '';
  private at = 0;
  /** where the present item begins in `text`; -1 between items */
  private from = -1;
  private itemLine = 1;
  private line = 1;
  private depth = 0;
  private inString = false;
  private hasEnded = false;

  push(piece: string): JsonItem[] {
    this.text += piece;
    const items: JsonItem[] = [];
    const { text } = this;
    let { at } = this;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) this.line += 1;
      if (this.inString) {
        if (code === BACKSLASH) {
          if (at + 1 >= text.length) break;
          at += 1;
        } else if (code === QUOTE) this.inString = false;
        continue;
      }
      if (code <= 0x20) continue;
      if (this.hasEnded || this.depth === 0) {
        if (code === 0x5b && this.depth === 0 && !this.hasEnded) this.depth = 1;
        else if (this.from < 0) this.begin(at);
        continue;
      }
      if (this.depth === 1 && (code === 0x2c || code === 0x5d)) {
        items.push(...this.finish(at, code === 0x2c));
        if (code === 0x5d) {
          this.depth = 0;
          this.hasEnded = true;
        }
        continue;
      }
      if (this.from < 0) this.begin(at);
      if (code === QUOTE) this.inString = true;
      else if (code === 0x7b || code === 0x5b) this.depth += 1;
      else if (code === 0x7d || code === 0x5d) this.depth -= 1;
    }
    const keep = this.from < 0 ? at : this.from;
    this.text = text.slice(keep);
    this.at = at - keep;
    if (this.from >= 0) this.from = 0;
    return items;
  }

  /** What is left over: an item that never ended, or words after the array. */
  end(): JsonItem[] {
    if (this.from >= 0) return [{ line: this.itemLine, text: this.text.slice(this.from) }];
    return this.hasEnded ? [] : [{ line: this.line, text: '' }];
  }

  private begin(at: number): void {
    this.from = at;
    this.itemLine = this.line;
  }

  /** `[]` has no item; `[1,,2]` has an empty one, which JSON.parse refuses. */
  private finish(at: number, byComma: boolean): JsonItem[] {
    const isEmpty = this.from < 0;
    const item = {
      line: isEmpty ? this.line : this.itemLine,
      text: isEmpty ? '' : this.text.slice(this.from, at),
    };
    this.from = -1;
    return isEmpty && !byComma ? [] : [item];
  }
}
