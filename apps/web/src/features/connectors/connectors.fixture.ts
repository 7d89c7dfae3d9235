import type { ConnectorDetail, ConnectorRow, ConnectorRun } from '@tenken/shared/connectors.contract';

/** A connector in good health at 2026-11-21 08:00 UTC. */
export function connectorRow(change: Partial<ConnectorRow> = {}): ConnectorRow {
  return {
    id: '1',
    sourceId: '5',
    sourceName: 'Prod PagerDuty',
    kind: 'pagerduty',
    url: 'https://api.pagerduty.com',
    hasToken: true,
    settings: {},
    intervalSeconds: 86_400,
    createdAt: '2026-10-01T00:00:00Z',
    disabledAt: null,
    isSourceDisabled: false,
    isRunning: false,
    nextRunAt: '2026-11-22T03:00:00Z',
    lastStartedAt: '2026-11-21T03:00:00Z',
    lastSuccessAt: '2026-11-21T03:01:00Z',
    lastError: null,
    failures: 0,
    caughtUpTo: '2026-11-21T03:00:00Z',
    lagSeconds: 18_000,
    history: {
      from: '2026-07-03T00:00:00Z',
      until: '2026-10-01T00:00:00Z',
      doneFrom: '2026-07-03T00:00:00Z',
      share: 1,
    },
    drift: { missing: 2, different: 1 },
    ...change,
  };
}

export function connectorRun(change: Partial<ConnectorRun> = {}): ConnectorRun {
  return {
    id: '10',
    startedAt: '2026-11-21T03:00:00Z',
    finishedAt: '2026-11-21T03:01:00Z',
    stage: 'done',
    isManual: false,
    requests: 31,
    records: 30,
    created: 2,
    updated: 1,
    unchanged: 27,
    unreadable: 0,
    missing: 2,
    different: 1,
    errorCode: null,
    errorDetail: null,
    ...change,
  };
}

export function connectorDetail(change: Partial<ConnectorDetail> = {}): ConnectorDetail {
  return {
    connector: connectorRow(),
    runs: [connectorRun()],
    drift: [
      {
        id: '100',
        runId: '10',
        foundAt: '2026-11-21T03:00:30Z',
        kind: 'different',
        subject: 'episode',
        externalId: 'PT4KHLK',
        title: 'Disk nearly full',
        changes: { endsAt: [null, '2026-11-20T22:10:00Z'] },
        episodeId: '7.1795212600000.UFQ0S0hMSw',
      },
    ],
    ...change,
  };
}
