import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import type { EpisodeEvent } from './episode-event.js';
import { EpisodeEventService } from './episode-event.service.js';

const at = (minute: number) => new Date(Date.UTC(2026, 9, 5, 3, minute));

describe('the history of an episode', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    await api.dataSource.query(`insert into sources (kind, key, name) values ('pagerduty', 'pd', 'PD')`);
    const tell = (
      kind: 'firing' | 'acknowledged' | 'ok' | 'note',
      minute: number,
      by: string | null = null,
    ): EpisodeEvent => ({
      ruleUid: 'R',
      ruleName: 'R',
      fingerprint: 'f',
      startsAt: null,
      kind,
      at: at(minute),
      by,
      detail: kind === 'note' ? { text: 'rolled back' } : {},
      labels: {},
      annotations: {},
      receivedAt: new Date(at(minute).getTime() + 2500),
    });
    await api.dataSource.transaction((db) =>
      api.app
        .get(EpisodeEventService)
        .applyEvents(db, '1', [
          [
            tell('firing', 1),
            tell('acknowledged', 3, 'ann'),
            tell('note', 4, 'ann'),
            tell('note', 5, 'ann'),
            tell('note', 7, 'ann'),
            tell('ok', 9),
            tell('note', 10),
            tell('firing', 20),
          ],
        ]),
    );
  });
  afterAll(() => api.close());

  it('is what was said between its start and its end, page by page, with skew', async () => {
    const list = await api.request.get('/api/v1/episodes').expect(200);
    expect(list.body.items).toHaveLength(2);
    const [open, ended] = list.body.items;
    expect(ended).toMatchObject({
      receivedAt: new Date(at(1).getTime() + 2500).toISOString(),
      skewSeconds: 2.5,
    });
    const first = await api.request.get(`/api/v1/episodes/${ended.id}/events?limit=3`).expect(200);
    const rest = await api.request
      .get(`/api/v1/episodes/${ended.id}/events?limit=3&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect(
      [...first.body.items, ...rest.body.items].map(({ kind, by, detail }) => [kind, by, detail]),
    ).toEqual([
      ['firing', null, {}],
      ['acknowledged', 'ann', {}],
      ['note', 'ann', { text: 'rolled back' }],
      ['ok', null, {}],
    ]);
    expect(rest.body.nextCursor).toBeNull();
    expect(first.body.items[2]).toMatchObject({
      at: at(4).toISOString(),
      times: 3,
      lastAt: at(7).toISOString(),
    });
    expect(first.body.items[1]).toMatchObject({ at: at(3).toISOString(), skewSeconds: 2.5 });
    const other = await api.request.get(`/api/v1/episodes/${open.id}/events`).expect(200);
    expect(other.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['firing']);
    await api.request.get('/api/v1/episodes/9.5.Zg/events').expect(404);
  });
});
