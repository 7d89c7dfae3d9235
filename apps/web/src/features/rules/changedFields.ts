import type { AlertRuleVersion } from '@tenken/shared/alert-rules.contract';

const FIELDS = ['expression', 'forSeconds', 'keepFiringForSeconds', 'labels', 'annotations'] as const;
export type DefinitionField = (typeof FIELDS)[number];

/** What differs between two versions of a definition; the order of labels does not count. */
export function changedFields(before: AlertRuleVersion, after: AlertRuleVersion): DefinitionField[] {
  return FIELDS.filter((field) => textOf(before[field]) !== textOf(after[field]));
}

function textOf(value: AlertRuleVersion[DefinitionField]): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
