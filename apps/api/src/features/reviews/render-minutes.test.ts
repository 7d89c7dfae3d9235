import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { escapeMarkdown, markdownLink } from './escape-markdown.js';
import { renderMinutes } from './render-minutes.js';

const FIXTURES = join(import.meta.dirname, '../../../../../test/fixtures/review-minutes');
/**
 * Scenario "minutes": a closed review of two services with everything that minutes can tell, and names that would break a
 * table or start markup if they were not escaped. It went from 16:00 to 16:41 in Tokyo. The expected texts were read line
 * by line.
 */
const minutesRoom = ReviewRoomSchema.parse(JSON.parse(readFileSync(join(FIXTURES, 'room.json'), 'utf8')));
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
    const minutes = renderMinutes(minutesRoom, language);
    expect(minutes).toBe(readFileSync(file, 'utf8'));
    expect(renderMinutes(minutesRoom, language)).toBe(minutes);
  });

  it.each(['en', 'ja'] as const)('has as many cells in every row as in its heading (%s)', (language) => {
    const rows = renderMinutes(minutesRoom, language)
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
    const minutes = renderMinutes(empty, 'en');
    expect(minutes).toContain('> Draft');
    for (const words of ['No decision was made.', 'No verdict was given.', 'nobody joined', 'Nothing.']) {
      expect(minutes).toContain(words);
    }
    expect(minutes).not.toContain('undefined');
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
