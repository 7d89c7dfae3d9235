import { describe, expect, it } from '@jest/globals';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { createTranslator } from '../../i18n/createTranslator.js';
import { actionItemsEn } from './actionItems.en.js';
import { actionItemsJa } from './actionItems.ja.js';
import { nudges } from './nudgeText.js';

const item = (more: Partial<ActionItemRow>) =>
  ({
    title: 'Add a limit',
    owner: 'Mori',
    team: { id: '1', name: 'Search' },
    status: 'open',
    deadlineOn: '2026-11-18',
    daysLate: 3,
    businessDaysLate: 2,
    url: null,
    ...more,
  }) as ActionItemRow;

describe('nudges', () => {
  const en = createTranslator('en', actionItemsEn);
  const items = [
    item({}),
    item({ title: 'Tune it', owner: null, deadlineOn: null, daysLate: null }),
    item({ title: 'Alert on it', owner: 'Ito', url: 'https://tracker.example.com/7' }),
    item({ title: 'Done', status: 'done' }),
  ];

  it('has a message for each owner by name, nobody last, with what is open only', () => {
    const made = nudges(items, 'owner', en);
    expect(made.map(({ name, items: n, overdue }) => [name, n, overdue])).toEqual([
      ['Ito', 1, 1],
      ['Mori', 1, 1],
      [null, 1, 0],
    ]);
    expect(made[0]!.text).toContain('- [Alert on it](https://tracker.example.com/7)');
    expect(made[1]!.text).toContain('Add a limit (was due 18 Nov 2026, 3 days (2 business days) ago)');
    expect(made[2]!.text).toContain('Tune it (no due date)');
  });

  it('has one for a team, with the owners beside the items', () => {
    const made = nudges(items, 'team', en);
    expect(made).toHaveLength(1);
    expect(made[0]!.text).toContain('Add a limit — Mori');
    expect(made[0]!.text).not.toContain('Done');
  });

  it('says nothing when nothing is open', () => {
    expect(nudges([item({ status: 'declined' })], 'owner', en)).toEqual([]);
  });

  it('speaks Japanese', () => {
    const ja = createTranslator('ja', actionItemsJa);
    expect(nudges([item({})], 'owner', ja)[0]!.text).toContain('期限 2026/11/18(水)、3日（2営業日）超過');
  });
});
