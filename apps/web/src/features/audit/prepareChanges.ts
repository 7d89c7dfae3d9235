export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

/**
 * What differs between two states of a subject, field by field. Fields that are the same in both are left out;
 * null stands for "was not there". A state that is no object is one field without a name.
 */
export function prepareChanges(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [toFields(before), toFields(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return fields
    .map((field) => ({ field, before: toText(old[field]), after: toText(now[field]) }))
    .filter((change) => change.before !== change.after);
}

function toFields(state: unknown): Record<string, unknown> {
  if (state === null || state === undefined) return {};
  return typeof state === 'object' && !Array.isArray(state)
    ? (state as Record<string, unknown>)
    : { '': state };
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
