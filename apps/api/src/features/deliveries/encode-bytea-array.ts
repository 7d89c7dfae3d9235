const BYTEA_OID = 17;

/**
 * The binary form of a `bytea[]` parameter (array_recv in PostgreSQL's source). The text form would double the bytes
 * and make both sides convert hexadecimal digits.
 */
export function encodeByteaArray(items: readonly Buffer[]): Buffer {
  const size = items.reduce((sum, item) => sum + 4 + item.length, 20);
  const array = Buffer.allocUnsafe(size);
  // dimensions, has nulls, element type, length, lower bound
  for (const [index, value] of [1, 0, BYTEA_OID, items.length, 1].entries()) {
    array.writeInt32BE(value, index * 4);
  }
  let at = 20;
  for (const item of items) {
    at = array.writeInt32BE(item.length, at);
    at += item.copy(array, at);
  }
  return array;
}
