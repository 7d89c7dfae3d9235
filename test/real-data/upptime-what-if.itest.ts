import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { type ReplayKept, type ReplayOutcome, ReplayResponse } from '@tenken/shared/replay.contract';
import { parse } from 'csv-parse/sync';
import { importFile } from './import-file.js';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

const HOLD = {
  onDelaySeconds: 0,
  offDelaySeconds: 3600,
  notificationGapSeconds: 0,
  workingHoursOnly: false,
};

/** A week and a half of an uptime monitor (2,426 changes of state of 125 monitors), reviewed as a team would. */
(hasSharedData ? describe : describe.skip)('the loudest monitor (../shared/data)', () => {
  let api: TestApp;
  let loudest: { id: string; name: string; fired: number };
  const range = { from: '2024-10-30', to: '2024-11-08', timeZone: 'UTC' };

  beforeAll(async () => {
    api = await createTestApp();
    const events = readFileSync(join(SHARED_DATA, 'alerts-upptime-noplagiarism/events.csv'));
    const job = await importFile(api, 'episodes', events, 'text/csv', 'events.csv');
    expect([job.stage, job.rejects]).toEqual(['done', []]);
    const ranking = await api.request.get('/api/v1/metrics/alert-rules').query({ ...range, sort: 'fired' });
    loudest = ranking.body.items[0];
  }, 240_000);
  afterAll(() => api?.close());

  const replay = async (more: object): Promise<ReplayResponse> => {
    const answer = await api.request.post('/api/v1/replay').send({ ...range, ...more });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    return ReplayResponse.parse(answer.body);
  };

  it('flaps: three in four of its alerts come back within the hour', async () => {
    const alerts: { monitor: string; fired_at: string; resolved_at: string }[] = parse(
      readFileSync(join(SHARED_DATA, 'alerts-upptime-noplagiarism/alerts.csv')),
      { columns: true },
    );
    const own = alerts.filter((one) => one.monitor === loudest.name);
    const gaps = own
      .slice(1)
      .map((one, i) => (Date.parse(one.fired_at) - Date.parse(own[i]!.resolved_at)) / 1000);
    const comesBack = gaps.filter((seconds) => seconds < 3600).length;
    expect([loudest.name, own.length, comesBack]).toEqual(['libreddit l.opnxng.com', 127, 98]);
    const { recorded, setting } = await replay({ ruleIds: [loudest.id], settings: HOLD });
    expect([recorded.episodes, setting.episodes, setting.merged]).toEqual([127, 127 - 98, 98]);
  });

  it('is quietened by a hold that delays no detection, and a delay that hides it all', async () => {
    const { grid, cannotKnow } = await replay({
      ruleIds: [loudest.id],
      grid: { onDelays: [0, 900, 1800, 7200], offDelays: [0, 1800, 3600, 7200] },
    });
    expect(grid!.map((row) => row.map((cell) => cell.episodes))).toEqual([
      [127, 67, 29, 8],
      [56, 43, 25, 8],
      [17, 17, 14, 6],
      [1, 1, 1, 1],
    ]);
    expect(cannotKnow).toEqual(
      expect.arrayContaining(['pages_unknown', 'few_reviewed', 'no_incidents_linked']),
    );
  });

  it('is reviewed: no action, tuned by the hold, with its figures kept', async () => {
    const window = { from: '2024-10-30T00:00:00Z', to: '2024-11-08T00:00:00Z' };
    const verdict = await api.request
      .post('/api/v1/verdicts')
      .send({ alertRuleId: loudest.id, window, verdict: 'no_action' });
    expect(verdict.status).toBe(201);
    const answer = await replay({ ruleIds: [loudest.id], settings: HOLD });
    expect(answer.setting).toMatchObject({
      nuisance: { reviewed: 127, removed: 98 },
      actionable: { reviewed: 0, lost: 0 },
    });
    const figuresOf = (outcome: ReplayOutcome) => ({
      episodes: outcome.episodes,
      pages: outcome.pages,
      episodesPerWeek: outcome.episodesPerWeek,
      pagesPerWeek: outcome.pagesPerWeek,
      nuisanceRemoved: outcome.nuisance.removed,
      actionableLost: outcome.actionable.lost,
      incidentsMissed: outcome.confirmed.missed,
      incidentsLate: outcome.confirmed.late,
    });
    const kept: ReplayKept = {
      from: answer.from,
      to: answer.to,
      settings: answer.setting.settings,
      before: figuresOf(answer.recorded),
      after: figuresOf(answer.setting),
    };
    const decision = await api.request
      .post('/api/v1/decisions')
      .send({ alertRuleId: loudest.id, kind: 'tune', reason: 'keep_firing_for: 1h', replay: kept });
    expect([decision.status, decision.body.replay]).toEqual([201, kept]);
  });
});
