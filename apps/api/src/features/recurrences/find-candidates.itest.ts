import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident } from '../durations/test-incidents.js';
import { RecurrenceCandidateReadModel } from './recurrence-candidates.read-model.js';
import { RecurrenceSuggestionService } from './recurrence-suggestions.service.js';
import { suggestRecurrences } from './suggest-recurrence.js';
import { TextComparisonService } from './text-comparison.service.js';

const WORDS = [
  'queue',
  'backlog',
  'delays',
  'mail',
  'certificate',
  'expired',
  '配信',
  '遅延',
  '証明書',
  '失効',
  'の',
  'が',
];
const CAUSES = ['software', 'network', undefined];

describe('candidates of many incidents, compared in memory', () => {
  let api: TestApp;
  let ids: string[];
  beforeAll(async () => {
    api = await createTestApp();
    await api.app.get(RecurrenceSuggestionService).beforeApplicationShutdown();
    let seed = 7;
    const pick = <T>(from: readonly T[]): T => {
      seed = (seed * 48_271) % 2_147_483_647;
      return from[seed % from.length] as T;
    };
    ids = [];
    for (let i = 0; i < 160; i += 1) {
      const startedAt = new Date(
        Date.UTC(2026, 0, 1 + pick([...Array(200).keys()]), pick([0, 1, 2])),
      ).toISOString();
      const title = Array.from({ length: 4 }, () => pick(WORDS)).join(pick([' ', '']));
      ids.push(
        await insertIncident(api.dataSource, {
          title,
          startedAt,
          resolvedAt:
            pick([0, 1, 2, 3]) === 0 ? undefined : startedAt.replace(':00:00', `:${pick([10, 40])}:00`),
          services: pick([['Mail'], ['Mail', 'Web'], ['Web'], []]),
          ...(pick([true, false]) ? { cause: pick(CAUSES) ?? 'other' } : {}),
          kind: pick(['incident', 'incident', 'incident', 'drill'] as const),
        }),
      );
    }
  });
  afterAll(() => api.close());

  it.each([true, false])('are those that the database finds one by one (text: %s)', async (withText) => {
    const candidates = api.app.get(RecurrenceCandidateReadModel);
    const text = api.app.get(TextComparisonService);
    const [one, many] = await api.dataSource.transaction(async (db) => {
      await text.reach(db);
      // the words are saved by a look, which this test keeps from happening
      await api.app.get(RecurrenceSuggestionService).saveTexts(db, ids);
      return [await candidates.find(db, ids, 90, withText), await candidates.findMany(db, ids, 90, withText)];
    });
    const suggestions = (of: typeof one) =>
      of
        .map(({ later, candidates: found }) => ({ later: later.id, found: suggestRecurrences(later, found) }))
        .sort((a, b) => Number(a.later) - Number(b.later));
    expect(suggestions(one).filter(({ found }) => found.length > 0).length).toBeGreaterThan(20);
    expect(suggestions(many)).toEqual(suggestions(one));
    const similarities = (of: typeof one) =>
      of
        .flatMap(({ later, candidates: found }) =>
          found.map((row) => `${later.id} ${row.id} ${row.similarity?.toFixed(6)}`),
        )
        .sort();
    expect(similarities(many)).toEqual(similarities(one));
  });
});
