import { describe, expect, it } from '@jest/globals';
import { parsePostmortemMarkdown } from './parse-postmortem-markdown.js';

describe('a postmortem in Markdown', () => {
  it('gives front matter, title without its day, sections and action items', () => {
    const parsed = parsePostmortemMarkdown(
      [
        '---',
        'severity: SEV2',
        'startedAt: 2026-11-01T10:00:00+09:00',
        '---',
        '# 2026-11-01, Queue stuck',
        '## Summary',
        'It was stuck.',
        '## Timeline',
        '### 10:00',
        'Deploy.',
        '```',
        '# Summary of a log, not a heading',
        '```',
        '## Action items',
        '### Process',
        '1. Write a [runbook](https://example.com/r)',
        '   for the queue (DONE)',
        '2. [x] Add an **alert**',
        '- [ ] Limit the queue',
      ].join('\n'),
    );
    expect(parsed.frontMatter).toEqual({ severity: 'SEV2', startedAt: '2026-11-01T10:00:00+09:00' });
    expect([parsed.title, parsed.day]).toEqual(['Queue stuck', '2026-11-01']);
    expect(parsed.sections.summary).toBe('It was stuck.');
    expect(parsed.sections.timeline).toContain('not a heading');
    expect(parsed.actionItems.map(({ title, status, url }) => ({ title, status, url }))).toEqual([
      { title: 'Write a runbook for the queue', status: 'done', url: 'https://example.com/r' },
      { title: 'Add an alert', status: 'done', url: undefined },
      { title: 'Limit the queue', status: undefined, url: undefined },
    ]);
  });

  it('reads Japanese headings and days', () => {
    const parsed = parsePostmortemMarkdown(
      '# 2026年11月1日 決済障害\n\n## 概要\n落ちた\n\n## 根本原因：\n設定\n\n## 再発防止策\n見直す\n\n## アクションアイテム\n* 見直す（済）\n',
    );
    expect([parsed.title, parsed.day]).toEqual(['決済障害', '2026-11-01']);
    expect(parsed.sections).toMatchObject({ summary: '落ちた', cause: '設定', prevention: '見直す' });
    expect(parsed.actionItems).toMatchObject([{ title: '見直す', status: 'done' }]);
  });

  it('keeps the id of an item when the list changes its order', () => {
    const ids = (text: string) =>
      parsePostmortemMarkdown(`## Action items\n${text}`)
        .actionItems.map((item) => item.externalId)
        .sort();
    expect(ids('- a\n- b')).toEqual(ids('- b\n- a'));
  });

  it('says what is wrong with front matter', () => {
    expect(() => parsePostmortemMarkdown('---\n- a\n---\n# t')).toThrow(/mapping/);
    expect(() => parsePostmortemMarkdown('---\na: [\n---\n# t')).toThrow();
  });
});
