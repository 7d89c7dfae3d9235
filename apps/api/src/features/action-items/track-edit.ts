import type { ActionItemRecord } from './action-items.repository.js';

/** Fields with their values before and after a change. */
export interface Edit {
  before: Partial<ActionItemRecord>;
  after: Partial<ActionItemRecord>;
}

/** Takes over what differs and no person set; null when nothing did. */
export function assign(item: ActionItemRecord, fields: Partial<ActionItemRecord>): Edit | null {
  const before = { ...item };
  for (const [field, value] of Object.entries(fields)) {
    if (!item.humanFields.includes(field)) Object.assign(item, { [field]: value });
  }
  return differenceOf(before, item);
}

/** When the tracker spoke last is no change that anybody made. */
const NOT_AN_EDIT = ['sourceChangedAt'];

export function differenceOf(before: ActionItemRecord, after: ActionItemRecord): Edit | null {
  const fields = (Object.keys(after) as (keyof ActionItemRecord)[]).filter(
    (field) => before[field] !== after[field] && !NOT_AN_EDIT.includes(field),
  );
  if (fields.length === 0) return null;
  const pick = (item: ActionItemRecord) => Object.fromEntries(fields.map((field) => [field, item[field]]));
  return { before: pick(before), after: pick(after) };
}

/** The fields that something is said of. */
export function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
