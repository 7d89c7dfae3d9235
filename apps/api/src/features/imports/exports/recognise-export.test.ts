import { describe, expect, it } from '@jest/globals';
import { IncidentImportRecord } from '@tenken/shared/incidents.contract';
import { PostmortemImportRecord } from '@tenken/shared/postmortems.contract';
import { exportRecord, recogniseExport } from './recognise-export.js';

/** What a record says of an export, checked by the contract. */
function incident(from: object) {
  const name = recogniseExport('incidents', new Set(Object.keys(from)));
  return IncidentImportRecord.parse(exportRecord(name!, 'incidents', from));
}

describe('an incident of Statuspage', () => {
  const post = (status: string, at: string, components: [string, string][] = []) => ({
    status,
    display_at: at,
    created_at: at,
    body: `${status}.`,
    affected_components: components.map(([name, now]) => ({ code: name, name, new_status: now })),
  });
  const base = {
    id: 'p1',
    name: 'Checkout is slow',
    impact: 'major',
    shortlink: 'https://stspg.io/p1',
    created_at: '2026-11-21T05:20:00Z',
    // entered the next morning
    resolved_at: '2026-11-21T23:00:00Z',
  };

  it('is restored when its components are, not when the paperwork is done', () => {
    const record = incident({
      ...base,
      incident_updates: [
        post('resolved', '2026-11-21T06:30:00Z'),
        post('monitoring', '2026-11-21T05:50:00Z', [['Checkout', 'operational']]),
        post('investigating', '2026-11-21T05:20:00Z', [['Checkout', 'partial_outage']]),
      ],
    });
    expect(record).toMatchObject({
      source: 'statuspage',
      externalId: 'p1',
      severity: 'SEV2',
      services: ['Checkout'],
      startedAt: '2026-11-21T05:20:00.000Z',
      resolvedAt: '2026-11-21T05:50:00.000Z',
      closedAt: '2026-11-21T23:00:00.000Z',
      provenance: { detectedAt: 'defaulted' },
    });
  });

  it('is restored by the post that says so where no component is named; paperwork only as the last resort', () => {
    const posts = [post('investigating', '2026-11-21T05:20:00Z'), post('resolved', '2026-11-21T06:30:00Z')];
    expect(incident({ ...base, incident_updates: posts }).resolvedAt).toBe('2026-11-21T06:30:00.000Z');
    expect(incident({ ...base, incident_updates: posts.slice(0, 1) }).resolvedAt).toBe(
      '2026-11-21T23:00:00.000Z',
    );
    expect(
      incident({ ...base, resolved_at: null, incident_updates: posts.slice(0, 1) }).resolvedAt,
    ).toBeUndefined();
  });

  it('has a detection of its own where the beginning is stated', () => {
    const record = incident({
      ...base,
      started_at: '2026-11-21T05:00:00Z',
      incident_updates: [post('investigating', base.created_at)],
    });
    expect([record.startedAt, record.detectedAt, record.provenance]).toEqual([
      '2026-11-21T05:00:00.000Z',
      '2026-11-21T05:20:00.000Z',
      undefined,
    ]);
    expect(incident({ ...base, impact: 'maintenance', incident_updates: [] }).kind).toBe('maintenance');
  });
});

describe('other exports', () => {
  const morgue = {
    id: '12',
    title: 'Search was down',
    starttime: '1795237200',
    endtime: '1795240800',
    statustime: '0',
    detecttime: '1795237500',
    severity: '5',
    subsystem: 'search',
    contact: 'aki',
    tldr: 'Index full',
  };

  it('of Morgue have epoch seconds, and 0 for what nobody filled in', () => {
    expect(incident(morgue)).toMatchObject({
      source: 'morgue',
      startedAt: '2026-11-21T05:00:00.000Z',
      detectedAt: '2026-11-21T05:05:00.000Z',
      resolvedAt: '2026-11-21T06:00:00.000Z',
      severity: 'SEV4',
      services: ['search'],
      summary: 'Index full',
      postmortem: { owner: 'aki' },
    });
    expect(incident(morgue).declaredAt).toBeUndefined();
    const asPostmortem = PostmortemImportRecord.parse(exportRecord('morgue', 'postmortems', morgue));
    expect([asPostmortem.owner, asPostmortem.title]).toEqual(['aki', 'Search was down']);
  });

  it('of incident.io and FireHydrant have their instants by name', () => {
    const stamp = (name: string, value: string) => ({ incident_timestamp: { name }, value: { value } });
    expect(
      incident({
        id: '01H',
        reference: 'INC-7',
        name: 'Queue stuck',
        mode: 'standard',
        severity: { name: 'Major', rank: 2 },
        incident_status: { category: 'closed' },
        incident_timestamp_values: [
          stamp('Impact started at', '2026-11-21T05:00:00Z'),
          stamp('Resolved at', '2026-11-21T06:00:00Z'),
        ],
        created_at: '2026-11-21T05:10:00Z',
      }),
    ).toMatchObject({
      externalId: 'INC-7',
      severity: 'SEV2',
      startedAt: '2026-11-21T05:00:00.000Z',
      declaredAt: '2026-11-21T05:10:00.000Z',
    });
    expect(
      incident({
        id: 'x',
        number: 9,
        name: 'Queue stuck',
        current_milestone: 'resolved',
        severity: 'SEV1',
        started_at: '2026-11-21T05:00:00Z',
        created_at: '2026-11-21T05:10:00Z',
        milestones: [{ type: 'mitigated', occurred_at: '2026-11-21T05:30:00Z' }],
      }),
    ).toMatchObject({ externalId: '9', severity: 'SEV1', mitigatedAt: '2026-11-21T05:30:00.000Z' });
  });

  it('are not seen in what is none', () => {
    expect(recogniseExport('incidents', new Set(['title', 'impact']))).toBeNull();
    expect(recogniseExport('episodes', new Set(Object.keys(morgue)))).toBeNull();
  });
});
