import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeNotes } from './mergeNotes.js';

describe('mergeNotes', () => {
  it.each([
    ['', 'theirs', 'mine', 'theirs\nmine'],
    ['a\nb', 'a\nb\nc', 'a\nb\nd', 'a\nb\nc\nd'],
    ['a\nz', 'a\nx\nz', 'a\ny\nz', 'a\nx\ny\nz'],
    ['a', 'a', 'a changed', 'a changed'],
    ['a', 'b', 'a', 'b'],
    ['a', 'b', 'b', 'b'],
  ])('%j, saved %j and written %j give %j', (base, saved, mine, merged) => {
    expect(mergeNotes(base, saved, mine)).toBe(merged);
  });

  it('never loses a line that somebody added', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 });
    fc.assert(
      fc.property(text, text, text, (base, saved, mine) => {
        const merged = new Set(mergeNotes(base.join('\n'), saved.join('\n'), mine.join('\n')).split('\n'));
        for (const lines of [saved, mine]) {
          for (const line of lines) if (!base.includes(line)) expect(merged.has(line)).toBe(true);
        }
      }),
    );
  });
});
