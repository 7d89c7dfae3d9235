import iconv from 'iconv-lite';

export type TextEncoding = 'utf-8' | 'shift_jis';

/**
 * Text of an uploaded file: UTF-8 with or without a byte order mark, else Shift_JIS (CP932, what Japanese Excel
 * writes). UTF-8 is tried strictly first: Shift_JIS text is practically never valid UTF-8.
 */
export function decodeText(bytes: Buffer): { text: string; encoding: TextEncoding } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: iconv.decode(bytes, 'cp932'), encoding: 'shift_jis' };
  }
}
