import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@tenken/shared/decisions.contract';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { compareReviews } from './compare-reviews.js';

const FILE = join(import.meta.dirname, '../../../../../test/fixtures/review-minutes/room.json');
const room = ReviewRoomSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
const rule = room.items.find((item): item is RuleAgendaItem => item.kind === 'alert_rule')!;

const item = (
  id: string,
  verdict: RuleAgendaItem['verdict'],
  definitionChangedAt: string | null = null,
): RuleAgendaItem => ({
  ...rule,
  id,
  verdict,
  evidence: { ...rule.evidence, alertRuleId: id, name: `rule ${id}`, definitionChangedAt },
});
const review = (change: Partial<ReviewRoom>): ReviewRoom => ({ ...room, ...change });

/** Four weeks before, one week now: 40 firings a week became 12. */
const before = review({
  id: '1',
  from: '2026-09-01T00:00:00Z',
  to: '2026-09-29T00:00:00Z',
  closedAt: '2026-10-01T00:00:00Z',
  asOf: '2026-10-01T00:00:00Z',
  overview: { ...room.overview, fired: 160, pages: 0 },
  items: [item('1', 'actionable'), item('2', null), item('3', 'expected'), item('4', 'duplicate')],
});
const now = review({
  id: '2',
  from: '2026-10-01T00:00:00Z',
  to: '2026-10-08T00:00:00Z',
  closedAt: '2026-10-09T00:00:00Z',
  asOf: '2026-10-09T00:00:00Z',
  overview: { ...room.overview, fired: 12, pages: 7 },
  items: [
    item('1', 'false_positive', '2026-10-02T00:00:00Z'),
    item('2', 'unclear', '2026-09-30T00:00:00Z'),
    item('3', 'expected'),
    item('5', null),
  ],
});

describe('compareReviews', () => {
  it('compares windows of different length by the week', () => {
    expect(compareReviews(before, now, [])).toMatchObject({
      previous: { id: '1', closedAt: '2026-10-01T00:00:00Z' },
      firedPerWeek: { before: 40, after: 12 },
      pagesPerWeek: { before: 0, after: 7 },
    });
  });

  it('compares only the services that both reviews had', () => {
    const ofService = (serviceId: string, fired: number): RuleAgendaItem => {
      const one = item(serviceId, null);
      return { ...one, evidence: { ...one.evidence, serviceId, fired, pages: fired } };
    };
    const [checkout, search] = [
      { id: '7', name: 'Checkout' },
      { id: '8', name: 'Search' },
    ];
    const both = review({
      ...before,
      services: [checkout!, search!],
      items: [ofService('7', 80), ofService('8', 400)],
    });
    const one = review({ ...now, services: [checkout!], items: [ofService('7', 20)] });
    expect(compareReviews(both, one, [])).toMatchObject({
      firedPerWeek: { before: 20, after: 20 },
      onlyServices: ['Checkout'],
    });
    // Without its rules it cannot tell the services apart.
    expect(compareReviews({ ...both, items: [] }, one, []).firedPerWeek).toEqual({ before: null, after: 20 });
    expect(compareReviews(before, now, []).onlyServices).toBeNull();
  });

  it('takes of a window that has not ended what has passed of it', () => {
    const early = review({ ...now, asOf: '2026-10-04T12:00:00Z' });
    expect(compareReviews(before, early, []).firedPerWeek).toEqual({ before: 40, after: 24 });
  });

  it('names new, lost, redefined and rejudged rules; a first verdict and an old definition are no change', () => {
    const { rules } = compareReviews(before, now, []);
    expect(rules.map((each) => [each.alertRuleId, each.change])).toEqual([
      ['1', 'definition'],
      ['1', 'verdict'],
      ['5', 'new'],
      ['4', 'gone'],
    ]);
    expect(rules[1]).toMatchObject({ verdictBefore: 'actionable', verdictAfter: 'false_positive' });
  });

  it('counts decisions as they stood when the review ended', () => {
    const decision = (status: Decision['status'], closedAt: string | null) =>
      ({ ...room.decisions[0]!, status, closedAt }) as Decision;
    const decisions = [
      decision('done', '2026-10-05T00:00:00Z'),
      decision('done', '2026-11-01T00:00:00Z'),
      decision('cancelled', '2026-10-02T00:00:00Z'),
      decision('open', null),
    ];
    expect(compareReviews(before, now, decisions).decisions).toEqual({ done: 1, cancelled: 1, open: 2 });
    const running = review({ ...now, status: 'running', closedAt: null });
    expect(compareReviews(before, running, decisions).decisions).toEqual({ done: 2, cancelled: 1, open: 1 });
  });
});
