/** Text in Shift_JIS as Excel writes it. Node can only decode it, so the table is made by decoding every code. */
export function encodeShiftJis(text: string): Buffer {
  const decoder = new TextDecoder('shift_jis');
  const codes = new Map<string, Buffer>();
  for (let code = 0; code <= 0xff; code += 1) keep(Buffer.from([code]));
  for (let code = 0x8140; code <= 0xfcfc; code += 1) keep(Buffer.from([code >> 8, code & 0xff]));
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = codes.get(character);
      if (!bytes) throw new Error(`Shift_JIS has no ${character}`);
      return bytes;
    }),
  );

  function keep(bytes: Buffer): void {
    const character = decoder.decode(bytes);
    if ([...character].length === 1 && character !== '\uFFFD' && !codes.has(character))
      codes.set(character, bytes);
  }
}
