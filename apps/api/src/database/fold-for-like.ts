/** Search takes full-width and half-width, upper and lower case for the same; `%` and `_` are themselves. */
export function foldForLike(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&');
}
