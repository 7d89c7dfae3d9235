import { describe, expect, it } from '@jest/globals';
import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { AS_RECORDED, FATE, firesAtMs, PAGE, pageAtMs, replaySetting } from './replay-setting.js';
import { type Recorded, testColumns } from './test-columns.js';
import { workingHours } from './working-hours.js';

const minutes = (n: number) => n * 60;

/** Minutes of one fingerprint: [start, end] or [start, null] for open; in words what becomes of each. */
function fates(episodes: Recorded[], settings: Partial<ReplaySettings>, now = 1000): string[] {
  const columns = testColumns(episodes, { nowMinute: now });
  const replayed = replaySetting(columns, { ...AS_RECORDED, ...settings });
  const lastEnd = (host: number) =>
    Math.max(...[...columns.endMs].filter((_, i) => replayed.host[i] === host)) / 60_000;
  return [...replayed.fate].map((fate, i) =>
    fate === FATE.fires
      ? `fires ${firesAtMs(columns, replayed, i) / 60_000}–${lastEnd(i)}`
      : fate === FATE.merged
        ? `part of ${replayed.host[i]}`
        : fate === FATE.dropped
          ? 'dropped'
          : 'undecided',
  );
}

describe('what would have fired', () => {
  it('is what was recorded when nothing is changed', () => {
    expect(
      fates(
        [
          { at: 0, to: 0 },
          { at: 0, to: 5 },
          { at: 3, to: 6 },
          { at: 6, to: null },
        ],
        {},
      ),
    ).toEqual(['fires 0–0', 'fires 0–5', 'fires 3–6', 'fires 6–Infinity']);
  });

  it('leaves out what lasts no longer than the on-delay and delays the rest', () => {
    expect(
      fates(
        [
          { at: 0, to: 4 },
          { at: 10, to: 15 },
          { at: 20, to: 26 },
        ],
        { onDelaySeconds: minutes(5) },
      ),
    ).toEqual(['dropped', 'dropped', 'fires 25–26']);
  });

  it('makes one of what is less than the off-delay apart, from end to start', () => {
    expect(
      fates(
        [
          { at: 0, to: 2 },
          { at: 6, to: 7 },
          { at: 12, to: 13 },
          { at: 16, to: 17 },
        ],
        { offDelaySeconds: minutes(5) },
      ),
    ).toEqual(['fires 0–7', 'part of 0', 'fires 12–17', 'part of 2']);
  });

  it('delays first: short ones are not glued together until they are long enough', () => {
    const flapping = [
      { at: 0, to: 2 },
      { at: 3, to: 5 },
      { at: 6, to: 8 },
    ];
    expect(fates(flapping, { onDelaySeconds: minutes(5), offDelaySeconds: minutes(10) })).toEqual([
      'dropped',
      'dropped',
      'dropped',
    ]);
  });

  it('holds what fires: a short one after a long one is part of it, without waiting again', () => {
    expect(
      fates(
        [
          { at: 0, to: 10 },
          { at: 12, to: 13 },
          { at: 20, to: 21 },
        ],
        { onDelaySeconds: minutes(5), offDelaySeconds: minutes(5) },
      ),
    ).toEqual(['fires 5–13', 'part of 0', 'dropped']);
  });

  it('does not hold across fingerprints', () => {
    expect(
      fates(
        [
          { at: 0, to: 2 },
          { at: 3, to: 4, fingerprint: 'b' },
        ],
        { offDelaySeconds: minutes(60) },
      ),
    ).toEqual(['fires 0–2', 'fires 3–4']);
  });

  it('takes an open one as long as it is by now', () => {
    const open = [{ at: 0, to: null }];
    expect(fates(open, { onDelaySeconds: minutes(10) }, 10)).toEqual(['undecided']);
    expect(fates(open, { onDelaySeconds: minutes(10) }, 11)).toEqual(['fires 10–Infinity']);
  });

  it('merges nothing across an end that nobody told', () => {
    expect(
      fates(
        [
          { at: 0, to: 30, isEndGuessed: true },
          { at: 30, to: 31 },
        ],
        { offDelaySeconds: minutes(5) },
      ),
    ).toEqual(['fires 0–30', 'fires 30–31']);
  });
});

const word = (page: number) => Object.entries(PAGE).find(([, code]) => code === page)![0];

function pages(
  episodes: Recorded[],
  settings: Partial<ReplaySettings>,
  options: Parameters<typeof testColumns>[1] = {},
): string[] {
  const columns = testColumns(
    episodes.map((one) => ({ notified: true, ...one })),
    { nowMinute: 100_000, ...options },
  );
  const replayed = replaySetting(columns, { ...AS_RECORDED, ...settings });
  return [...replayed.page].map((page, i) =>
    page === PAGE.sent || page === PAGE.held
      ? `${word(page)} ${pageAtMs(columns, replayed, i) / 60_000}`
      : word(page),
  );
}

describe('who would have been paged', () => {
  it('the first notified part pages, and the on-delay delays it', () => {
    const settings = { onDelaySeconds: minutes(1), offDelaySeconds: minutes(5) };
    const silencedFirst = [
      { at: 0, to: 4, notified: false },
      { at: 6, to: 7 },
      { at: 8, to: 9 },
      { at: 30, to: 40 },
      { at: 50, to: 51 },
    ];
    expect(pages(silencedFirst, settings)).toEqual(['none', 'sent 6', 'gone', 'sent 31', 'gone']);
  });

  it('a gap is counted from the last page that was sent, over all fingerprints of a rule', () => {
    const flood = [
      { at: 0, to: 1 },
      { at: 8, to: 9 },
      { at: 12, to: 13 },
      { at: 5, to: 6, fingerprint: 'b' },
      { at: 10, to: 11, fingerprint: 'b' },
      { at: 5, to: 6, rule: 'other' },
    ];
    // Sent at 0, then at 10 (exactly the gap later); 5, 8 and 12 fall within it.
    expect(pages(flood, { notificationGapSeconds: minutes(10) })).toEqual([
      'sent 0',
      'withinGap',
      'withinGap',
      'withinGap',
      'sent 10',
      'sent 5',
    ]);
  });

  it('a page outside the hours waits for them, and is not sent when the alert has ended', () => {
    // 1970-01-01 is a Thursday; hours 09:00–18:00 are minutes 540–1080 of a day.
    const hours = workingHours(
      {
        timeZone: 'UTC',
        calendar: '',
        workingDays: [1, 2, 3, 4, 5],
        workingFrom: '09:00:00',
        workingTo: '18:00:00',
        sleepFrom: '22:00:00',
        sleepTo: '08:00:00',
      },
      new Set(),
      new Date(0),
      new Date(14 * 86_400_000),
    );
    const day = 1440;
    const episodes = [
      { at: 100, to: 600 },
      { at: 539, to: 540 },
      { at: 600, to: 601 },
      // from Friday evening to Monday 10:00, 11:00 on the next
      { at: day + 1080, to: 4 * day + 600, fingerprint: 'b' },
      { at: day + 1081, to: 4 * day + 660, fingerprint: 'c' },
      { at: day + 1082, to: null, fingerprint: 'd' },
    ];
    expect(pages(episodes, { workingHoursOnly: true }, { hours })).toEqual([
      'held 540',
      'outsideHours',
      'sent 600',
      `held ${4 * day + 540}`,
      `held ${4 * day + 540}`,
      `held ${4 * day + 540}`,
    ]);
    // With a gap, what waited together is one page.
    expect(
      pages(episodes, { workingHoursOnly: true, notificationGapSeconds: 60 }, { hours }).slice(3),
    ).toEqual([`held ${4 * day + 540}`, 'withinGap', 'withinGap']);
    // A hold keeps the alert firing until the hours begin.
    expect(
      pages([{ at: 530, to: 535 }], { workingHoursOnly: true, offDelaySeconds: 360 }, { hours }),
    ).toEqual(['held 540']);
    // What has not happened by now has not been sent.
    expect(
      pages([{ at: day + 1082, to: null }], { workingHoursOnly: true }, { hours, nowMinute: 2 * day }),
    ).toEqual(['outsideHours']);
  });
});
