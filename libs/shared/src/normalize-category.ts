/**
 * The shipped word for a cause or a trigger however a source writes it (`Config push`, `config-push`), else the text as
 * it came: people may add words of their own.
 */
export function normalizeCategory(text: string, shipped: readonly string[]): string {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/behavior/g, 'behaviour')
    .replace(/[\s-]+/g, '_');
  return shipped.includes(word) ? word : text.trim();
}
