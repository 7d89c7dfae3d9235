import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ReviewChangesSchema } from '@tenken/shared/review-record.contract';
import { ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { escapeMarkdown, markdownLink } from '../../markdown/escape-markdown.js';
import { tidyNote } from './markdown-blocks.js';
import { renderMinutes } from './render-minutes.js';

const FIXTURES = join(import.meta.dirname, '../../../../../test/fixtures/review-minutes');
/**
 * Scenario "minutes": a closed review of two services with everything that minutes can tell, and names that would break a
 * table or start markup if they were not escaped. It went from 16:00 to 16:41 in Tokyo. The expected texts were read line
 * by line.
 */
const read = (file: string): unknown => JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'));
const minutesRoom = ReviewRoomSchema.parse(read('room.json'));
const contents = { room: minutesRoom, changes: ReviewChangesSchema.parse(read('changes.json')) };
const empty = {
  ...minutesRoom,
  status: 'running' as const,
  closedAt: null,
  notes: '',
  items: [],
  decisions: [],
  actionItems: [],
  gaps: [],
  participants: [],
  verdictCounts: {
    actionable: 0,
    no_action: 0,
    false_positive: 0,
    duplicate: 0,
    expected: 0,
    unclear: 0,
  },
};

describe('renderMinutes', () => {
  it.each(['en', 'ja'] as const)('gives the expected minutes in %s, every time', (language) => {
    const file = join(FIXTURES, `minutes.${language}.md`);
    const minutes = renderMinutes(contents, language);
    expect(minutes).toBe(readFileSync(file, 'utf8'));
    expect(renderMinutes(contents, language)).toBe(minutes);
  });

  it.each(['en', 'ja'] as const)('has as many cells in every row as in its heading (%s)', (language) => {
    const rows = renderMinutes(contents, language)
      .split('\n\n')
      .filter((block) => block.startsWith('| '));
    expect(rows.length).toBeGreaterThan(4);
    for (const block of rows) {
      const cells = block
        .trim()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(cells).size).toBe(1);
    }
  });

  it('says of a session that nothing came out of it, and that it is a draft while it runs', () => {
    const minutes = renderMinutes({ room: empty, changes: null }, 'en');
    expect(minutes).toContain('> Draft');
    for (const words of ['No decision was made.', 'No verdict was given.', 'nobody joined', 'Nothing.']) {
      expect(minutes).toContain(words);
    }
    expect(minutes).not.toContain('undefined');
  });
});

describe('a closed review that decided nothing', () => {
  it.each([
    ['en', 'Closed without decisions.'],
    ['ja', '決定事項なしで終了。'],
  ] as const)('says so before anything else (%s)', (language, said) => {
    const room = { ...empty, status: 'closed' as const, closedAt: minutesRoom.closedAt };
    const [title, quote] = renderMinutes({ room, changes: null }, language).split('\n\n');
    expect(title).toMatch(/^# /);
    expect(quote).toBe(`> ${said}`);
    expect(renderMinutes(contents, language)).not.toContain(said);
  });
});

describe('tidyNote', () => {
  it.each([
    ['headings go below the section', '# One\n## Two\ntext # no', '#### One\n##### Two\ntext # no'],
    ['code that was not ended ends', '```sql\n# no heading', '```sql\n# no heading\n```'],
    ['a longer fence holds a shorter one', '````\n```\nx\n````\n# after', '````\n```\nx\n````\n#### after'],
  ])('%s', (_, note, expected) => {
    expect(tidyNote(note, 3)).toBe(expected);
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['a|b', 'a\\|b'],
    ['# not a heading', '\\# not a heading'],
    ['[x](javascript:alert)', '\\[x\\](javascript:alert)'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y\\>'],
    ['two\n\nlines', 'two lines'],
    ['a &lt; b', 'a \\&lt; b'],
    ['決済API', '決済API'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('links web addresses only', () => {
    expect(markdownLink('a]b', 'https://example.com/x)y')).toBe('[a\\]b](<https://example.com/x)y>)');
    expect(markdownLink('a', 'javascript:alert(1)')).toBe('a');
    expect(markdownLink('a', 'https://example.com/>x')).toBe('a');
  });
});
