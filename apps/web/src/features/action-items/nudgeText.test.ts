import { describe, expect, it } from '@jest/globals';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { createTranslator } from '../../i18n/createTranslator.js';
import { actionItemsEn } from './actionItems.en.js';
import { actionItemsJa } from './actionItems.ja.js';
import { nudgeText } from './nudgeText.js';

const item = (more: Partial<ActionItemRow>) =>
  ({
    title: 'Add a limit',
    owner: 'Mori',
    status: 'open',
    dueOn: '2026-11-18',
    url: null,
    ...more,
  }) as ActionItemRow;

describe('nudgeText', () => {
  const en = createTranslator('en', actionItemsEn);

  it('names each owner once with what is open', () => {
    const text = nudgeText(
      [
        item({}),
        item({ title: 'Tune it', owner: null, dueOn: null }),
        item({ title: 'Done', status: 'done' }),
      ],
      en,
      '2026-11-21',
    );
    expect(text).toContain('**Mori**\n- Add a limit (was due 18 Nov 2026, 3 days ago)');
    expect(text).toContain('Tune it (no due date)');
    expect(text).not.toContain('Done');
  });

  it('says nothing when nothing is open', () => {
    expect(nudgeText([item({ status: 'declined' })], en, '2026-11-21')).toBeNull();
  });

  it('speaks Japanese', () => {
    const ja = createTranslator('ja', actionItemsJa);
    expect(nudgeText([item({ dueOn: '2026-11-24' })], ja, '2026-11-21')).toContain('期限 2026/11/24(火)');
  });
});
