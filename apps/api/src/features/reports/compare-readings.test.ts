import { describe, expect, it } from '@jest/globals';
import type {
  ReportActionItemRow,
  ReportFigure,
  ReportIncidentRow,
} from '@tenken/shared/report-rows.contract';
import { compareFigures, compareRows } from './compare-readings.js';

const incident = (id: string, rest: Partial<ReportIncidentRow> = {}): ReportIncidentRow => ({
  id,
  title: `incident ${id}`,
  kind: 'incident',
  severity: 'SEV2',
  firstSeverity: 'SEV2',
  cohortAt: '2026-07-01T00:00:00Z',
  startedAt: '2026-07-01T00:00:00Z',
  detectedAt: null,
  acknowledgedAt: null,
  declaredAt: null,
  mitigatedAt: null,
  resolvedAt: '2026-07-01T01:00:00Z',
  closedAt: null,
  detectionSource: 'alert',
  cause: null,
  trigger: null,
  duplicateOfId: null,
  team: null,
  services: [{ id: '1', name: 'checkout' }],
  recurrence: null,
  states: {},
  ...rest,
});
const item = (rest: Partial<ReportActionItemRow> = {}): ReportActionItemRow => ({
  id: '1',
  title: 'fix',
  incidentId: '1',
  type: 'prevent',
  status: 'open',
  priority: null,
  severity: 'SEV2',
  team: null,
  createdAt: '2026-07-02T00:00:00Z',
  dueOn: '2026-08-01',
  completedAt: null,
  declinedAt: null,
  outcome: 'openInTime',
  onTime: null,
  ...rest,
});
const later = '2026-07-02T00:00:00Z';

describe('what differs between two readings', () => {
  it.each([
    ['an open one was resolved', { resolvedAt: null }, { resolvedAt: later }, 'progressed', ['resolvedAt']],
    ['an instant was corrected', {}, { resolvedAt: later }, 'corrected', ['resolvedAt']],
    ['an instant was added to a resolved one', {}, { detectedAt: later }, 'corrected', ['detectedAt']],
    [
      'the start of an open one was corrected',
      { resolvedAt: null },
      { startedAt: later, resolvedAt: null },
      'corrected',
      ['startedAt'],
    ],
    ['another severity', {}, { severity: 'SEV1' }, 'reclassified', ['severity']],
    ['became a duplicate', {}, { duplicateOfId: '9' }, 'reclassified', ['duplicateOfId']],
    ['another service', {}, { services: [{ id: '2', name: 'search' }] }, 'reclassified', ['services']],
    ['both', {}, { severity: 'SEV1', startedAt: later }, 'corrected', ['startedAt', 'severity']],
  ] as const)('%s', (_, was, now, kind, fields) => {
    const changes = compareRows(
      { incidents: [incident('1', was as Partial<ReportIncidentRow>)], actionItems: [] },
      { incidents: [incident('1', now as Partial<ReportIncidentRow>)], actionItems: [] },
      () => '',
    );
    expect(changes).toMatchObject([{ kind, id: '1' }]);
    expect(changes[0]?.changes.map(({ field }) => field)).toEqual(fields);
  });

  it('a new name of an incident or a service is no difference', () => {
    const was = { incidents: [incident('1')], actionItems: [] };
    const renamed = incident('1', { title: 'new', services: [{ id: '1', name: 'pay' }] });
    expect(compareRows(was, { incidents: [renamed], actionItems: [] }, () => '')).toEqual([]);
  });

  it.each([
    ['done', { status: 'done', completedAt: later, outcome: 'done' }, 'progressed'],
    ['another due day', { dueOn: '2026-09-01' }, 'reclassified'],
    [
      'done, with another day of creation',
      { status: 'done', completedAt: later, createdAt: '2026-07-03T00:00:00Z' },
      'corrected',
    ],
  ])('an action item: %s', (_, now, kind) => {
    const changes = compareRows(
      { incidents: [], actionItems: [item()] },
      { incidents: [], actionItems: [item(now)] },
      () => '',
    );
    expect(changes).toMatchObject([{ list: 'action_items', kind }]);
  });

  it('what came late stands first, what is gone has its reason', () => {
    const was = { incidents: [incident('1'), incident('2', { severity: null })], actionItems: [item()] };
    const now = { incidents: [incident('2'), incident('3')], actionItems: [] };
    const found = compareRows(was, now, (list, id) => `${list} ${id}`);
    expect(found.map(({ kind, id, reason }) => [kind, id, reason])).toEqual([
      ['late', '3', null],
      ['gone', '1', 'incidents 1'],
      ['gone', '1', 'action_items 1'],
      ['reclassified', '2', null],
    ]);
  });

  it('figures are compared by name: changed, only then, only now', () => {
    const figure = (group: string, value: number | null): ReportFigure => ({
      section: 'incidents',
      figure: 'rate',
      group,
      unit: 'per_week',
      value,
      text: null,
      lower: null,
      upper: null,
      n: null,
      missing: null,
      excluded: null,
      open: null,
      definition: null,
    });
    const was = [figure('same', 1), figure('other', 1), figure('unknown', null), figure('then', 1)];
    const now = [figure('other', 2), figure('same', 1), figure('unknown', 0), figure('now', 1)];
    expect(compareFigures(was, now)).toEqual([
      { was: was[1], now: now[0] },
      { was: was[2], now: now[2] },
      { was: was[3], now: null },
      { was: null, now: now[3] },
    ]);
  });
});
