/** Of a file, what a preview is made from. */
export const HEAD_BYTES = 262_144;

/** The first bytes of a file in base64. */
export function readHead(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file.slice(0, HEAD_BYTES));
  });
}
