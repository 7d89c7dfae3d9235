/**
 * Makes a name safe inside a line or a table cell of Markdown: it is shown as it was written, and can neither start markup
 * nor end the cell. Line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&');
}

/** A link where the address is a web address, otherwise the escaped text alone. */
export function markdownLink(text: string, url: string | null): string {
  if (url === null || !/^https?:\/\/[^\s<>]+$/i.test(url)) return escapeMarkdown(text);
  return `[${escapeMarkdown(text)}](<${url}>)`;
}
