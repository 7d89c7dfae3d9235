import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { exportColumns } from './export-columns.js';

const Item = z.object({
  id: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  tags: z.array(z.string()),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  counts: z.object({ open: z.number(), all: z.number() }),
  evidence: z.record(z.string(), z.unknown()),
  closedAt: z.string().nullable().optional(),
});

describe('exportColumns', () => {
  it('takes both names of what is inside, joins lists of words and names, and leaves nothing out', () => {
    const columns = exportColumns(Item);
    const line = (row: z.output<typeof Item>) => columns.map(({ cell }) => cell(row));
    expect(columns.map(({ name }) => name)).toEqual(
      'id teamId teamName tags services countsOpen countsAll evidence closedAt'.split(' '),
    );
    expect(
      line({
        id: '7',
        team: { id: '2', name: 'Shop' },
        tags: ['a', 'b'],
        services: [{ id: '3', name: 'web' }],
        counts: { open: 0, all: 4 },
        evidence: { fired: 3 },
        closedAt: null,
      }),
    ).toEqual(['7', '2', 'Shop', 'a; b', 'web', 0, 4, '{"fired":3}', null]);
    expect(
      line({ id: '8', team: null, tags: [], services: [], counts: { open: 1, all: 1 }, evidence: {} }),
    ).toEqual(['8', null, null, '', '', 1, 1, '{}', null]);
  });
});
