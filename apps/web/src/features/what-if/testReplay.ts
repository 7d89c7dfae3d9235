import type {
  IncidentCounts,
  ReplayOutcome,
  ReplayResponse,
  ReplaySettings,
} from '@tenken/shared/replay.contract';

const AS_RECORDED: ReplaySettings = {
  onDelaySeconds: 0,
  offDelaySeconds: 0,
  notificationGapSeconds: 0,
  workingHoursOnly: false,
};
const NO_INCIDENTS: IncidentCounts = {
  linked: 0,
  missed: 0,
  late: 0,
  delayed: 0,
  folded: 0,
  medianAddedSeconds: null,
  maxAddedSeconds: null,
};

/** For tests: an outcome of 41 alerts and as many pages in 12 weeks, 20 of them judged. */
export function testOutcome(over: Partial<ReplayOutcome> = {}): ReplayOutcome {
  const outcome: ReplayOutcome = {
    settings: AS_RECORDED,
    episodes: 41,
    pages: 41,
    episodesPerWeek: 41 / 12,
    pagesPerWeek: 41 / 12,
    dropped: 0,
    merged: 0,
    undecided: 0,
    pagesDropped: 0,
    pagesWithinGap: 0,
    pagesOutsideHours: 0,
    pagesHeld: 0,
    nuisance: { reviewed: 15, removed: 0 },
    actionable: { reviewed: 5, lost: 0, folded: 0 },
    otherJudged: { reviewed: 0, removed: 0 },
    unjudged: { fired: 21, removed: 0 },
    confirmed: { ...NO_INCIDENTS, linked: 2, medianAddedSeconds: 0, maxAddedSeconds: 0 },
    proposed: NO_INCIDENTS,
    ...over,
  };
  return {
    ...outcome,
    episodesPerWeek: outcome.episodes / 12,
    pagesPerWeek: outcome.pages === null ? null : outcome.pages / 12,
  };
}

/** For tests: the answer to these settings; a delay takes 32 alerts away, an hour of it an incident too. */
export function testReplay(
  settings: ReplaySettings,
  steps: readonly number[] = [0, 300, 3600],
): ReplayResponse {
  const at = (onDelaySeconds: number, offDelaySeconds: number) =>
    testOutcome({
      settings: { ...settings, onDelaySeconds, offDelaySeconds },
      ...(onDelaySeconds > 0 && {
        episodes: 9,
        pages: 9,
        dropped: 32,
        nuisance: { reviewed: 15, removed: 12 },
        confirmed: {
          ...NO_INCIDENTS,
          linked: 2,
          missed: onDelaySeconds > 300 ? 1 : 0,
          delayed: 1,
          medianAddedSeconds: 150,
          maxAddedSeconds: 300,
        },
      }),
    });
  return {
    definition: { key: 'replay', version: 1, text: '' },
    from: '2026-08-24T00:00:00.000Z',
    to: '2026-11-16T00:00:00.000Z',
    timeZone: 'UTC',
    weeks: 12,
    rules: 1,
    recorded: testOutcome(),
    setting: { ...at(settings.onDelaySeconds, settings.offDelaySeconds), settings },
    incidents: [
      {
        incidentId: '5',
        title: 'Checkout broke',
        severity: 'SEV2',
        detectedAt: null,
        detectionSource: 'customer',
        link: 'confirmed',
        before: 'caught',
        after: 'caught',
        firstAlertAt: '2026-11-01T00:05:00.000Z',
        addedSeconds: settings.onDelaySeconds,
        folded: false,
      },
    ],
    grid: steps.map((on) => steps.map((off) => at(on, off))),
    curve: steps.map((on) => at(on, settings.offDelaySeconds)),
    loudest: null,
    cannotKnow: ['only_removes_or_delays', 'short_not_recorded'],
  };
}
