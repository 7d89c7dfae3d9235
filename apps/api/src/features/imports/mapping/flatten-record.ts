const DEEPEST = 4;

/**
 * The members of a JSON record as texts by path: `service.summary`, `priority.name`. Lists become one text with `;`
 * between: their texts, or the name of each object in them. What is deeper than four levels is left out.
 */
export function flattenRecord(value: unknown): Record<string, string> {
  const cells: Record<string, string> = Object.create(null);
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) flatten(value, '', 1, cells);
  return cells;
}

function flatten(object: object, path: string, depth: number, cells: Record<string, string>): void {
  for (const [name, value] of Object.entries(object)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      const texts = value.map(nameOf).filter((text) => text !== '');
      if (texts.length > 0) cells[at] = texts.join(';');
    } else if (typeof value === 'object') {
      if (depth < DEEPEST) flatten(value, at, depth + 1, cells);
    } else cells[at] = String(value);
  }
}

function nameOf(item: unknown): string {
  if (item === null || item === undefined) return '';
  if (typeof item !== 'object') return String(item);
  const { name, summary, title, label, id } = item as Record<string, unknown>;
  const first = [name, summary, title, label, id].find((one) => typeof one === 'string' && one !== '');
  return (first as string | undefined) ?? '';
}
