import { describe, expect, it } from '@jest/globals';
import { countNoiseBefore } from './count-noise-before.js';

describe('countNoiseBefore', () => {
  it('does not count the alert of the page itself, which began some seconds before it', () => {
    const noise = new Map([
      ['noisy', [100, 200, 300]],
      ['other', [190]],
    ]);
    const page = (alertRuleId: string, startMs: number, pageMs: number) => ({ alertRuleId, startMs, pageMs });
    const pages = [
      page('noisy', 100, 130),
      page('noisy', 200, 200),
      page('real', 200, 230),
      page('noisy', 300, 330),
      // its own alert began before the span: nothing of it was counted
      page('noisy', 100, 900),
    ];
    expect(countNoiseBefore(pages, noise, 150)).toEqual([0, 2, 3, 2, 0]);
  });

  it('counts nothing where nothing was called noise', () => {
    expect(countNoiseBefore([{ alertRuleId: '1', startMs: 0, pageMs: 5 }], new Map(), 100)).toEqual([0]);
  });
});
