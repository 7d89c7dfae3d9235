import type { SourceRow } from '@tenken/shared/sources.contract';

/** A source in good health at 2026-11-21 08:00 UTC. */
export function sourceRow(change: Partial<SourceRow> = {}): SourceRow {
  return {
    id: '1',
    kind: 'alertmanager',
    key: 'prod',
    name: 'Prod Alertmanager',
    teamId: null,
    serviceId: null,
    settings: {},
    hasSecret: false,
    oldCredentialsUntil: null,
    isSample: false,
    createdAt: '2026-10-01T00:00:00Z',
    disabledAt: null,
    ingestUrl: 'https://tenken.example.com/api/v1/ingest/alertmanager',
    receiverUrl: 'https://tenken.example.com/compat/alertmanager',
    lastDeliveryAt: '2026-11-21T07:55:00Z',
    lastError: null,
    pending: 0,
    quarantined: 0,
    episodesLast7Days: 42,
    episodesFrom: '2026-11-15',
    episodesTo: '2026-11-22',
    alertRules: 7,
    ...change,
  };
}
