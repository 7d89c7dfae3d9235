/** Splits text that comes in pieces into its lines that are not blank, each with its number. */
export class LineSplitter {
  private rest = '';
  private line = 0;

  push(piece: string): { line: number; text: string }[] {
    const parts = (this.rest + piece).split('\n');
    this.rest = parts.pop() ?? '';
    return this.take(parts);
  }

  end(): { line: number; text: string }[] {
    const last = this.rest;
    this.rest = '';
    return this.take([last]);
  }

  private take(parts: readonly string[]): { line: number; text: string }[] {
    const lines: { line: number; text: string }[] = [];
    for (const part of parts) {
      this.line += 1;
      const text = part.trim();
      if (text !== '') lines.push({ line: this.line, text });
    }
    return lines;
  }
}
