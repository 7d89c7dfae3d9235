import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import type { IncidentFacetsResponse, IncidentRow } from '@tenken/shared/incidents.contract';

/** One row of the list: the worked example of METRICS.md, moved to November 2026. */
export function incidentRow(more: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: '7',
    source: 'manual',
    externalId: null,
    title: 'Search is down',
    kind: 'incident',
    status: 'resolved',
    severity: 'SEV1',
    firstSeverity: 'SEV1',
    startedAt: '2026-11-05T14:54:00.000Z',
    detectedAt: '2026-11-05T14:55:00.000Z',
    acknowledgedAt: '2026-11-05T14:58:00.000Z',
    declaredAt: null,
    mitigatedAt: '2026-11-05T15:36:00.000Z',
    resolvedAt: '2026-11-05T16:00:00.000Z',
    closedAt: null,
    cohortField: 'startedAt',
    provenance: { startedAt: 'human', detectedAt: 'imported', acknowledgedAt: 'observed' },
    problems: [],
    reopenedCount: 0,
    detectionSource: 'customer',
    causeCategory: 'software',
    triggerCategory: null,
    url: null,
    tags: [],
    services: [{ id: '3', name: 'Search' }],
    team: null,
    duplicateOfId: null,
    postmortemStatus: 'draft',
    confirmedRecurrences: 0,
    suggestedRecurrences: 0,
    actionItems: { open: 1, all: 2 },
    isSample: false,
    rowVersion: 4,
    createdAt: '2026-11-05T15:00:00.000Z',
    updatedAt: '2026-11-06T15:00:00.000Z',
    ...more,
  };
}

export function incidentResponse(more: Partial<IncidentResponse> = {}): IncidentResponse {
  return {
    ...incidentRow(),
    summary: 'Nobody found anything.',
    impact: null,
    deleted: false,
    createdBy: 'Aoi Tanaka',
    duplicateOf: null,
    duplicates: [],
    instantHistory: [
      {
        id: '1',
        field: 'startedAt',
        at: '2026-11-05T14:50:00.000Z',
        provenance: 'imported',
        note: null,
        recordedBy: null,
        recordedAt: '2026-11-05T15:00:00.000Z',
        retracted: false,
      },
      {
        id: '2',
        field: 'startedAt',
        at: '2026-11-05T14:54:00.000Z',
        provenance: 'human',
        note: 'from the access log',
        recordedBy: 'Aoi Tanaka',
        recordedAt: '2026-11-06T01:00:00.000Z',
        retracted: false,
      },
    ],
    severityHistory: [],
    episodes: [],
    proposedDueOn: '2026-11-28',
    timeZone: 'Asia/Tokyo',
    ...more,
  };
}

export function incidentFacets(more: Partial<IncidentFacetsResponse> = {}): IncidentFacetsResponse {
  return {
    total: 1,
    withProblems: 0,
    severity: [{ value: 'SEV1', label: null, count: 1 }],
    detectionSource: [{ value: 'customer', label: null, count: 1 }],
    causeCategory: [{ value: 'software', label: null, count: 1 }],
    kind: [{ value: 'incident', label: null, count: 1 }],
    service: [{ value: '3', label: 'Search', count: 1 }],
    status: [{ value: 'resolved', label: null, count: 1 }],
    removedBy: [],
    undated: 0,
    ...more,
  };
}
