/**
 * What is not part of a view: the reader's language, and what lies open over the page (the alert beside the list, the
 * rows behind a number). A view is what one looks at, not what one has just opened there.
 */
const PASSING = ['lang', 'peek', 'rows', 'reason', 'rowsFrom', 'rowsTo', 'rowsGroup'];

/** The part of an address after its question mark that a view keeps: `?q=a&peek=3` → `q=a`. */
export function keptSearch(searchStr: string): string {
  return searchStr
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !PASSING.includes(part.split('=', 1)[0] ?? ''))
    .join('&');
}

/** True when both addresses show the same: the order of their parts says nothing. */
export function sameSearch(one: string, other: string): boolean {
  const parts = (search: string) =>
    [...new URLSearchParams(search)]
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join('\n');
  return parts(one) === parts(other);
}
