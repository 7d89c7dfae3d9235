import { describe, expect, it } from '@jest/globals';
import { addTimeSpent } from './add-time-spent.js';
import { defaultReviewTitle } from './default-review-title.js';
import { groupRule } from './group-rule.js';
import { scoreService } from './score-service.js';

const AT = '2026-11-01T10:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000).toISOString();

describe('groupRule', () => {
  const since = new Date('2026-10-01T00:00:00Z');
  it.each([
    [{ fired: 3, nightPages: 0, definitionChangedAt: null }, 'needs_decision'],
    [{ fired: 1, nightPages: 1, definitionChangedAt: null }, 'needs_decision'],
    [{ fired: 2, nightPages: 0, definitionChangedAt: '2026-10-01T00:00:00.000Z' }, 'changed'],
    [{ fired: 9, nightPages: 0, definitionChangedAt: '2026-10-02T00:00:00.000Z' }, 'needs_decision'],
    [{ fired: 2, nightPages: null, definitionChangedAt: '2026-09-30T23:59:59.000Z' }, 'quiet'],
    [{ fired: 0, nightPages: 0, definitionChangedAt: null }, 'quiet'],
  ])('%j is %p', (rule, group) => {
    expect(groupRule({ accepted: null, ...rule }, since)).toBe(group);
  });

  it.each([
    [{ fired: 40, nightPages: 9, definitionChangedAt: null }, { exceeded: false }, 'quiet'],
    [{ fired: 2, nightPages: 0, definitionChangedAt: null }, { exceeded: true }, 'needs_decision'],
    [
      { fired: 40, nightPages: 9, definitionChangedAt: '2026-10-02T00:00:00.000Z' },
      { exceeded: false },
      'changed',
    ],
  ])('%j of which %j was accepted is %p', (rule, accepted, group) => {
    expect(groupRule({ ...rule, accepted }, since)).toBe(group);
  });
});

describe('scoreService', () => {
  const now = new Date('2026-11-15T00:00:00Z');
  const week = 604_800_000;

  it('multiplies noise, nights and the time since the last review, a week each', () => {
    const { score, reasons } = scoreService(
      { selfResolved: 8, nightPages: 2, incidentsWithoutAlert: 0, lastReviewAt: '2026-11-01T00:00:00.000Z' },
      2 * week,
      now,
    );
    expect(score).toBe((1 + 4) * (1 + 1) * (1 + 2));
    expect(reasons).toEqual([
      { key: 'self_resolved_per_week', value: 4 },
      { key: 'weeks_since_review', value: 2 },
      { key: 'night_pages_per_week', value: 1 },
    ]);
  });

  it('takes half a year for a service that was never reviewed', () => {
    const load = { selfResolved: 0, nightPages: null, incidentsWithoutAlert: 0, lastReviewAt: null };
    expect(scoreService(load, week, now)).toEqual({
      score: 27,
      reasons: [{ key: 'never_reviewed', value: null }],
    });
  });
});

describe('addTimeSpent', () => {
  const steps = [
    { key: 'a', minutes: 5, spentSeconds: 30 },
    { key: 'b', minutes: 5, spentSeconds: 0 },
  ];
  it('adds to the step that was going on, and to none when there was none', () => {
    expect(
      addTimeSpent(steps, 'a', new Date(AT), new Date(after(90))).map((step) => step.spentSeconds),
    ).toEqual([120, 0]);
    expect(addTimeSpent(steps, null, null, new Date(AT))).toEqual(steps);
  });
});

describe('defaultReviewTitle', () => {
  it('names three services and counts the rest', () => {
    expect(defaultReviewTitle(['A', 'B'], 'en')).toBe('Alert review: A, B');
    expect(defaultReviewTitle(['A', 'B', 'C', 'D', 'E'], 'ja')).toBe('アラート点検会：A、B、Cほか2件');
  });
});
