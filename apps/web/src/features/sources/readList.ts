/** What a person typed as a list: commas of both scripts and line ends part it, empty parts are none. */
export function readList(text: string): string[] {
  return text
    .split(/[,、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
