import type { ImportMapping } from '@tenken/shared/imports.contract';

/** The mapping with one column made another field; a field has one column, so that another one loses it. */
export function changeMapping(mapping: ImportMapping, column: string, field: string | null): ImportMapping {
  const isKnown = mapping.columns.some((one) => one.column === column);
  const columns = isKnown ? mapping.columns : [...mapping.columns, { column, field: null }];
  return {
    ...mapping,
    columns: columns.map((one) => {
      if (one.column === column) return { column, field };
      return field !== null && one.field === field ? { ...one, field: null } : one;
    }),
  };
}
