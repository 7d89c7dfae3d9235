import { describe, expect, it } from '@jest/globals';
import type { ImportMapping } from '@tenken/shared/imports.contract';
import { changeMapping } from './changeMapping.js';

const MAPPING: ImportMapping = {
  columns: [
    { column: 'A', field: 'title' },
    { column: 'B', field: null },
  ],
  timeZone: null,
  dayOrder: null,
  numbers: 'auto',
  source: null,
};

describe('a change of a mapping', () => {
  it('takes a field away from the column that had it', () => {
    expect(changeMapping(MAPPING, 'B', 'title').columns).toEqual([
      { column: 'A', field: null },
      { column: 'B', field: 'title' },
    ]);
  });

  it('leaves a column out, and knows columns that were not in it', () => {
    expect(changeMapping(MAPPING, 'A', null).columns).toEqual([
      { column: 'A', field: null },
      { column: 'B', field: null },
    ]);
    expect(changeMapping(MAPPING, 'C', 'url').columns.at(-1)).toEqual({ column: 'C', field: 'url' });
    expect(MAPPING.columns).toHaveLength(2);
  });
});
