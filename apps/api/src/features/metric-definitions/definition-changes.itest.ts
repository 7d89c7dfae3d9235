import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DefinitionChangesResponse } from '@tenken/shared/definition-changes.contract';
import { DEFAULT_SETTINGS } from '@tenken/shared/settings.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';

describe('definition changes', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const changes = async (from: string, to: string) => {
    const answer = await api.request
      .get('/api/v1/metrics/definition-changes')
      .query({ from, to })
      .expect(200);
    // versions of definitions are code: version-changes.test.ts
    return DefinitionChangesResponse.parse(answer.body).items.filter(({ kind }) => kind === 'setting');
  };
  const patch = (body: object) => api.request.patch('/api/v1/settings').send(body).expect(200);

  it('are the settings that move a figure, with who, from what, to what; oldest first', async () => {
    await patch({ recurrenceLookBackDays: 180 });
    await patch({ fiscalYearStartsIn: 1, defaultLanguage: 'ja' });
    // saved as it was: no change
    await patch({ recurrenceLookBackDays: 180 });
    await patch({ actionItemTargetDays: { ...DEFAULT_SETTINGS.actionItemTargetDays, SEV1: 3 } });
    const items = await changes('2020-01-01', '2100-01-01');
    expect(items.map(({ kind, key, from, to, by }) => [kind, key, from, to, by])).toEqual([
      ['setting', 'recurrenceLookBackDays', 90, 180, 'BOOTSTRAP_TOKEN'],
      ['setting', 'fiscalYearStartsIn', 4, 1, 'BOOTSTRAP_TOKEN'],
      [
        'setting',
        'actionItemTargetDays',
        DEFAULT_SETTINGS.actionItemTargetDays,
        { ...DEFAULT_SETTINGS.actionItemTargetDays, SEV1: 3 },
        'BOOTSTRAP_TOKEN',
      ],
    ]);
    expect(items[0]?.metrics).toEqual(['recurrence']);
    expect(items[1]?.metrics).toContain('ttr');
    expect(await changes('2020-01-01', '2020-02-01')).toEqual([]);
  });

  it('moves the fiscal periods of figures', async () => {
    await patch({ fiscalYearStartsIn: 2 });
    const answer = await api.request
      .get('/api/v1/metrics/durations')
      .query({ metric: 'ttr', bucket: 'fiscal_half_year', from: '2026-02-01', to: '2027-02-01' })
      .expect(200);
    expect(answer.body.groups[0].buckets.map(({ from }: { from: string }) => from)).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-08-01T00:00:00.000Z',
    ]);
    const refused = await api.request.patch('/api/v1/settings').send({ fiscalYearStartsIn: 13 });
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'fiscalYearStartsIn']);
  });

  it('names a changed holiday', async () => {
    const made = await api.request
      .post('/api/v1/holidays')
      .send({ calendar: 'JP', day: '2031-05-07', nameEn: 'Extra', nameJa: '追加' });
    expect(made.status).toBeLessThan(300);
    const items = await changes('2020-01-01', '2100-01-01');
    expect(items.at(-1)).toMatchObject({ key: 'holidays', metrics: expect.arrayContaining(['night_pages']) });
  });

  it('is for people who are signed in', async () => {
    await api.anonymous.get('/api/v1/metrics/definition-changes').expect(401);
  });
});
