import { describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@tenken/shared/live.contract';
import { Subject } from 'rxjs';
import type { Queryable } from '../../database/select.js';
import { KeptAnswerService } from '../live/kept-answer.service.js';
import type { LiveService } from '../live/live.service.js';
import { AlertRuleFacetsReadModel } from './alert-rule-facets.read-model.js';
import type { AlertRuleFlappingReadModel } from './alert-rule-flapping.read-model.js';
import type { AlertRuleHygieneReadModel } from './alert-rule-hygiene.read-model.js';

const NOW = new Date('2026-11-22T00:00:00Z');
const ROW = { id: '1', noOwner: true, noRunbook: false, noSeverity: false, alwaysFiring: false };

function setUp(alerts: number) {
  const events = new Subject<LiveEvent>();
  const clock = { now: () => NOW };
  const live = { events, announcements: new Subject<LiveEvent>() } as unknown as LiveService;
  let defects = new Set(['never_reviewed']);
  const model = new AlertRuleFacetsReadModel(
    clock,
    { defects: async () => new Map([['1', defects]]) } as unknown as AlertRuleHygieneReadModel,
    {
      flapping: async () => ({ ids: new Set(['1']), asOf: NOW, alerts }),
    } as unknown as AlertRuleFlappingReadModel,
    new KeptAnswerService(live, clock),
  );
  return {
    facets: async (lastFiredOn: string | null = '2026-11-21') =>
      (await model.facets({ query: async () => [ROW] } as unknown as Queryable)).of({ id: '1', lastFiredOn }),
    review: () => {
      defects = new Set();
    },
    announce: (topic: string, ids: string[]) => events.next({ topic, ids }),
  };
}

describe('the facets of all rules', () => {
  it.each([
    ['a verdict', 'verdicts'],
    ['a decision', 'decisions'],
    ['a change of a rule', 'alert-rules'],
    ['a change of a service', 'services'],
  ])('are kept where there are many alerts, and made anew after %s', async (_, topic) => {
    const { facets, review, announce } = setUp(10_000);
    const before = ['flapping', 'never_reviewed', 'no_owner'];
    expect(await facets()).toEqual(before);
    review();
    expect(await facets()).toEqual(before);
    // somebody moves in a room
    announce('reviews', ['7']);
    expect(await facets()).toEqual(before);
    announce(topic, ['1']);
    expect(await facets()).toEqual(['flapping', 'no_owner']);
  });

  it('tell at once that a rule fired for the first time or not for long', async () => {
    const { facets } = setUp(10_000);
    expect(await facets(null)).toContain('never_fired');
    expect(await facets('2026-11-21')).not.toContain('never_fired');
    expect(await facets('2026-01-01')).toContain('silent_180_days');
  });

  it('are as they are now where there are few alerts', async () => {
    const { facets, review } = setUp(9_999);
    await facets();
    review();
    expect(await facets()).toEqual(['flapping', 'no_owner']);
  });
});
