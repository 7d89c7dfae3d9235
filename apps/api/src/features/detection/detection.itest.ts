import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EpisodeCandidate, RecallResponse } from '@tenken/shared/detection.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';

/**
 * One Monday of the checkout service. The incident of 10:00 was seen by a customer at 10:20.
 * Episodes of it: 09:44 (too early by a minute), 09:50 and 10:30 (component), 12:00 (the instant it was resolved).
 */
describe('detection', () => {
  let api: TestApp;
  const incidents: Record<string, string> = {};

  beforeAll(async () => {
    api = await createTestApp();
    const db = api.dataSource;
    await db.query(`insert into services (key, name) values ('checkout', 'Checkout')`);
    await db.query(
      `insert into services (key, name, parent_id) select 'checkout-db', 'Checkout DB', id from services`,
    );
    const [source] = await db.query(
      `insert into sources (kind, key, name) values ('alertmanager', 'am', 'AM') returning id`,
    );
    const at = (time: string) => new Date(`2026-11-02T${time}Z`);
    const episodes = [
      ['errors', 'Checkout', '09:44:59'],
      ['errors', 'Checkout', '09:50:00'],
      ['database', 'Checkout DB', '10:30:00'],
      ['errors', 'Checkout', '12:00:00'],
      ['errors', 'Checkout', '12:00:01'],
      ['other', 'Search', '10:05:00'],
    ] as const;
    await db.transaction((manager) =>
      api.app
        .select(EpisodeWriteModule)
        .get(EpisodeService)
        .applyTransitions(
          manager,
          source.id,
          episodes.map(([rule, service, time]) => ({
            ruleUid: rule,
            ruleName: rule,
            fingerprint: 'f',
            service,
            startsAt: at(time),
            labels: {},
            annotations: {},
            receivedAt: at(time),
          })),
        ),
    );
    for (const [key, started, detected, resolved, told] of [
      ['checkout', '10:00', '10:20', '12:00', 'customer'],
      ['quiet', '16:00', '16:10', '17:00', 'colleague'],
      ['recorded', '18:00', '18:10', '19:00', 'alert'],
    ] as const) {
      const [row] = await db.query(
        `insert into incidents (title, started_at, detected_at, resolved_at, detection_source)
         values ($1, $2, $3, $4, $5) returning id`,
        [key, at(`${started}:00`), at(`${detected}:00`), at(`${resolved}:00`), told],
      );
      incidents[key] = row.id;
      await db.query(`insert into incident_services select $1, id from services where key = 'checkout'`, [
        row.id,
      ]);
    }
  });
  afterAll(() => api.close());

  const candidates = async (key = 'checkout'): Promise<EpisodeCandidate[]> =>
    (await api.request.get(`/api/v1/incidents/${incidents[key]}/episode-candidates`)).body.items;
  const put = (links: object[], key = 'checkout') =>
    api.request.put(`/api/v1/incidents/${incidents[key]}/episode-links`).send({ links });
  const ledger = async (query: object = {}) =>
    (
      await api.request
        .get('/api/v1/detection-ledger')
        .query({ from: '2026-11-02', to: '2026-11-03', ...query })
    ).body;
  const summary = (list: EpisodeCandidate[]) => list.map((one) => [one.ruleName, one.lagSeconds, one.status]);

  it('proposes episodes of the service and its components, from 15 minutes before to the end', async () => {
    expect(summary(await candidates())).toEqual([
      ['errors', -600, 'suggested'],
      ['database', 1800, 'suggested'],
      ['errors', 7200, 'suggested'],
    ]);
    expect((await api.request.get('/api/v1/incidents/99999/episode-candidates')).status).toBe(404);
  });

  it('counts confirmed and proposed links apart, and says who told us', async () => {
    const before = await ledger();
    expect(before.items.map((row: { title: string }) => row.title)).toEqual([
      'recorded',
      'quiet',
      'checkout',
    ]);
    expect(before.items[2]).toMatchObject({
      outcome: 'missed',
      proposedOutcome: 'caught',
      proposedAlert: { ruleName: 'errors', lagSeconds: -600, afterDetectionSeconds: -1800 },
      detectionSource: 'customer',
      confirmedLinks: 0,
      proposedLinks: 3,
    });
    expect(before.items[0]).toMatchObject({ outcome: 'unknown', proposedOutcome: 'unknown' });
    expect(before.recall).toMatchObject({
      confirmed: { value: 0, n: 2 },
      withProposed: { value: 0.5, n: 2 },
      withProposedCounts: { caught: 1, late: 0, missed: 1, unknown: 1 },
    });
    expect(before.detectionSources).toEqual({ customer: 1, colleague: 1, alert: 1 });
  });

  it('follows what a person says, and takes it back', async () => {
    const [early, database] = await candidates();
    const answer = await put([
      { episodeId: early!.episodeId, status: 'rejected' },
      { episodeId: database!.episodeId, status: 'confirmed' },
    ]);
    expect(summary(answer.body.items)).toEqual([
      ['errors', -600, 'rejected'],
      ['database', 1800, 'confirmed'],
      ['errors', 7200, 'suggested'],
    ]);
    const late = (await ledger({ service: 'checkout' })).items.find(
      (row: { title: string }) => row.title === 'checkout',
    );
    expect(late).toMatchObject({
      outcome: 'late',
      firstAlert: { ruleName: 'database', afterDetectionSeconds: 600 },
    });
    expect((await ledger({ outcome: 'late' })).items).toHaveLength(1);
    const undone = await put([
      { episodeId: early!.episodeId, status: null },
      { episodeId: database!.episodeId, status: null },
    ]);
    expect(undone.body.items.map((one: EpisodeCandidate) => one.status)).toEqual([
      'suggested',
      'suggested',
      'suggested',
    ]);
    const log = await api.dataSource.query(
      `select before, after from audit_log where action = 'episodes_linked' order by id`,
    );
    expect(log).toHaveLength(2);
  });

  it('has recall by service and period, each count with its rows in the ledger', async () => {
    const answer = RecallResponse.parse(
      (
        await api.request
          .get('/api/v1/metrics/recall')
          .query({ from: '2026-11-01', to: '2026-11-04', bucket: 'day', groupBy: 'service' })
          .expect(200)
      ).body,
    );
    expect(answer.groups.map(({ label }) => label)).toEqual(['Checkout']);
    const { total, buckets } = answer.groups[0]!;
    expect(total).toEqual(answer.whole);
    expect(total.withProposed).toMatchObject({ value: 0.5, n: 2 });
    expect(buckets.map(({ withProposedCounts }) => Object.values(withProposedCounts))).toEqual([
      [0, 0, 0, 0],
      [1, 0, 1, 1],
      [0, 0, 0, 0],
    ]);
    expect(buckets[0]!.confirmed).toBeNull();
    for (const [word, count] of Object.entries(total.withProposedCounts))
      expect((await ledger({ outcome: word })).items).toHaveLength(count);
    for (const [word, count] of Object.entries(total.confirmedCounts))
      expect((await ledger({ confirmedOutcome: word })).items).toHaveLength(count);
  });

  it('refuses an episode that does not exist, and changes nothing then', async () => {
    const [first] = await candidates();
    const answer = await put([
      { episodeId: first!.episodeId, status: 'confirmed' },
      { episodeId: '1.5.Zg', status: 'confirmed' },
    ]);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'links.1.episodeId']);
    expect((await candidates())[0]!.status).toBe('suggested');
  });

  it('counts for a rule the incidents that it told in time', async () => {
    const [first, database] = await candidates();
    await put([
      { episodeId: first!.episodeId, status: 'confirmed' },
      { episodeId: database!.episodeId, status: 'confirmed' },
    ]);
    const answer = await api.request
      .get('/api/v1/metrics/alert-rules')
      .query({ from: '2026-11-02', to: '2026-11-03', sort: 'name' });
    const caught = answer.body.items.map((row: Record<string, unknown>) => [
      row.name,
      row.incidentsCaught,
      row.incidentsCaughtProposed,
    ]);
    const [id] = await api.dataSource.query(`select id from alert_rules where name = 'errors'`);
    const told = (await ledger({ rule: id.id })).items;
    expect(told.map((row: { title: string }) => row.title)).toEqual(['checkout']);
    expect(caught).toEqual([
      ['database', 0, 0],
      ['errors', 1, 0],
      ['other', 0, 0],
    ]);
  });
});
