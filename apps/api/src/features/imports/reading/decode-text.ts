import { isUtf8 } from 'node:buffer';
import type { ImportEncoding } from '@tenken/shared/imports.contract';
import iconv from 'iconv-lite';

/** How many bytes at the end of a piece may be the beginning of a character that goes on in the next. */
const LONGEST_TAIL = 3;

/**
 * Tells the encoding of a file piece by piece: a byte order mark, UTF-16 without one by its zero bytes, UTF-8 as long
 * as every byte fits it, else CP932 (what Japanese Excel calls Shift_JIS; its text is practically never valid UTF-8).
 */
export class EncodingDetector {
  private encoding: ImportEncoding | null = null;
  private tail = Buffer.alloc(0);
  private isFirst = true;

  push(piece: Buffer): void {
    if (this.isFirst) {
      this.isFirst = false;
      this.encoding = utf16Of(piece);
    }
    if (this.encoding !== null) return;
    const bytes = this.tail.length === 0 ? piece : Buffer.concat([this.tail, piece]);
    const whole = bytes.length - openBytes(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) this.encoding = 'shift_jis';
    this.tail = Buffer.from(bytes.subarray(whole));
  }

  /** `isWhole` false: a character that is cut off at the end is no sign of anything. */
  end(isWhole = true): ImportEncoding {
    return this.encoding ?? (isWhole && this.tail.length > 0 ? 'shift_jis' : 'utf-8');
  }
}

function utf16Of(head: Buffer): ImportEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 512);
  if (sample.length < 4) return null;
  let [even, odd] = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  // Latin text has every second byte zero; Japanese text at least its separators and digits
  const many = Math.max(4, sample.length / 8);
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : null;
}

/** Bytes at the end that begin a UTF-8 character without ending it. */
function openBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(LONGEST_TAIL, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? back : 0;
    }
  }
  return 0;
}

/** Turns pieces of bytes into text; a character may be cut anywhere. The byte order mark is dropped. */
export function textDecoder(encoding: ImportEncoding): { write(piece: Buffer): string; end(): string } {
  const decoder = iconv.getDecoder(encoding === 'shift_jis' ? 'cp932' : encoding);
  let isFirst = true;
  const withoutMark = (text: string) => {
    if (!isFirst || text === '') return text;
    isFirst = false;
    return text.codePointAt(0) === 0xfeff ? text.slice(1) : text;
  };
  return {
    write: (piece) => withoutMark(decoder.write(piece)),
    end: () => withoutMark(decoder.end() ?? ''),
  };
}
