/**
 * The fingerprint of a label set as Prometheus and Alertmanager compute it: FNV-1a, 64 bits, over the names in order,
 * each followed by the byte 255, its value and the byte 255 (prometheus/common, model/signature.go). 16 hex digits.
 */
export function labelFingerprint(labels: Readonly<Record<string, string>>): string {
  const hash = { low: 0x84222325, high: 0xcbf29ce4 };
  for (const name of Object.keys(labels).sort()) {
    addText(hash, name);
    addByte(hash, 255);
    addText(hash, labels[name]!);
    addByte(hash, 255);
  }
  return hex(hash.high) + hex(hash.low);
}

interface Hash {
  low: number;
  high: number;
}

const encoder = new TextEncoder();

function addText(hash: Hash, text: string): void {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      for (const byte of encoder.encode(text.slice(index))) addByte(hash, byte);
      return;
    }
    addByte(hash, code);
  }
}

/** hash = (hash xor byte) × 0x100000001b3 modulo 2^64, in two halves because a double holds only 53 bits. */
function addByte(hash: Hash, byte: number): void {
  const low = (hash.low ^ byte) >>> 0;
  const product = low * 0x1b3;
  const carry = Math.floor(product / 0x100000000);
  // 0x100000001b3 = 2^40 + 0x1b3: the low half also lands in the high half, shifted by 8
  hash.high = (Math.imul(hash.high, 0x1b3) + carry + (low << 8)) >>> 0;
  hash.low = product >>> 0;
}

function hex(half: number): string {
  return half.toString(16).padStart(8, '0');
}
