/** An instant of an export: ISO text or epoch seconds; null for what is empty, zero or no time. */
export function exportTime(value: unknown): string | null {
  if (typeof value === 'string' && /^\d{9,10}$/.test(value)) return exportTime(Number(value));
  if (typeof value === 'number') {
    return value > 0 && Number.isFinite(value) ? new Date(value * 1000).toISOString() : null;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** A text that is not blank, cut to what the field takes; numbers as their digits. */
export function exportText(value: unknown, longest = 10_000): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, longest) : null;
}

/** Names of a list whose items are texts or objects with a name. */
export function exportNames(value: unknown, member = 'name'): string[] {
  const list = typeof value === 'string' ? value.split(/[;,]/) : Array.isArray(value) ? value : [];
  return list.flatMap((item) => {
    const name = exportText(
      typeof item === 'string' ? item : (item as Record<string, unknown>)?.[member],
      200,
    );
    return name === null ? [] : [name];
  });
}

export type ExportedObject = Record<string, unknown>;

export function exportObjects(value: unknown): ExportedObject[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
