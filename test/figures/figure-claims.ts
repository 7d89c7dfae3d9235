import type { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import type { DurationFigures, DurationsResponse } from '@tenken/shared/durations.contract';
import type { IncidentRate, IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import type { PostmortemCohort, PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import type { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';

export type Query = Record<string, string>;

/** A number that a page shows, and the list that opens behind it: there must be as many rows. */
export interface Claim {
  figure: string;
  shown: number;
  list: string;
  query: Query;
}

/** The names that the list of incidents has for the filters of figures. */
const LIST_NAMES: Query = {
  cause: 'causeCategory',
  trigger: 'triggerCategory',
  postmortem: 'postmortemRequired',
};

/** The filters by which a group of figures is listed. */
function groupFilter(groupBy: string, key: string): Query {
  if (groupBy === 'service') return { service: key, components: 'exclude' };
  if (groupBy === 'firstSeverity') return { severity: key, severityOf: 'first' };
  return { [LIST_NAMES[groupBy] ?? groupBy]: key };
}

const period = ({ from, to }: { from: string; to: string }) => ({ from, to });

export function durationClaims(answer: DurationsResponse, query: Query): Claim[] {
  const list = '/api/v1/metrics/durations/incidents';
  const { bucket: _, compare: __, ...scope } = query;
  const of = (figures: DurationFigures, more: Query, where: string): Claim[] => [
    ...(['open', 'missing', 'excluded'] as const).map((state) => ({
      figure: `durations ${where} ${state}`,
      shown: figures[state],
      list,
      query: { ...scope, ...more, state },
    })),
    { figure: `durations ${where} n`, shown: figures.n, list, query: { ...scope, ...more, state: 'used' } },
    ...figures.excludedBy.map(({ reason, n }) => ({
      figure: `durations ${where} ${reason}`,
      shown: n,
      list,
      query: { ...scope, ...more, reason },
    })),
  ];
  return answer.groups.flatMap((group) => {
    const inGroup: Query = query.groupBy === undefined ? {} : { group: group.key };
    return [
      ...of(group.total, inGroup, `group ${group.key}`),
      ...group.buckets.flatMap((one) =>
        of(one, { ...inGroup, ...period(one) }, `group ${group.key} ${one.from}`),
      ),
    ];
  });
}

/** The list of incidents under the filters of a figure of real incidents. */
function incidentList(query: Query): Query {
  const { bucket: _, compare: __, groupBy: ___, metric: ____, include: _____, ...scope } = query;
  const named = Object.fromEntries(
    Object.entries(scope).map(([key, value]) => [LIST_NAMES[key] ?? key, value]),
  );
  return { kind: 'incident', ...named, duplicates: 'exclude' };
}

export function rateClaims(answer: IncidentRatesResponse, query: Query): Claim[] {
  const list = '/api/v1/incidents';
  const of = (rate: IncidentRate, more: Query, where: string): Claim[] => [
    { figure: `rates ${where} n`, shown: rate.n, list, query: { ...incidentList(query), ...more } },
    ...rate.excludedBy.map(({ reason, n }) => {
      const { kind: _, duplicates: __, ...others } = incidentList(query);
      const left: Query =
        reason === 'duplicate' ? { duplicates: 'only' } : { kind: reason, duplicates: 'exclude' };
      return { figure: `rates ${where} ${reason}`, shown: n, list, query: { ...others, ...more, ...left } };
    }),
  ];
  return answer.groups.flatMap((group) => {
    const inGroup = query.groupBy === undefined ? {} : groupFilter(query.groupBy, group.key);
    return [
      ...of(group.total, inGroup, `group ${group.key}`),
      ...group.buckets.flatMap((one) =>
        of(one, { ...inGroup, ...period(one) }, `group ${group.key} ${one.from}`),
      ),
    ];
  });
}

export function recurrenceClaims(answer: RecurrenceMetricsResponse, query: Query): Claim[] {
  const list = '/api/v1/incidents';
  const scope = incidentList(query);
  const of = (figures: { incidents: number; confirmed: number; suggested: number }, more: Query): Claim[] => [
    { figure: 'recurrence incidents', shown: figures.incidents, list, query: { ...scope, ...more } },
    ...(['confirmed', 'suggested'] as const).map((recurrence) => ({
      figure: `recurrence ${recurrence}`,
      shown: figures[recurrence],
      list,
      query: { ...scope, ...more, recurrence },
    })),
  ];
  const { bucket: _, compare: __, groupBy: ___, ...pairs } = query;
  const fix = (name: string, shown: number, more: Query): Claim => ({
    figure: `recurrence fixes ${name}`,
    shown,
    list: '/api/v1/recurrences',
    query: { ...pairs, status: 'confirmed', ...more },
  });
  return [
    ...of(answer, {}),
    ...answer.buckets.flatMap((one) => of(one, period(one))),
    ...(query.groupBy === undefined
      ? []
      : answer.groups.flatMap((group) => of(group, groupFilter(query.groupBy!, group.key)))),
    fix('open', answer.fixes.open.pairs, { fix: 'fix_open' }),
    fix('declined only', answer.fixes.onlyDeclined.pairs, { fix: 'fix_open', onlyDeclined: '1' }),
    fix('done', answer.fixes.done.pairs, { fix: 'fix_done' }),
    fix('none', answer.fixes.noItems.pairs, { fix: 'no_items' }),
  ];
}

const EVERY_STATUS = 'open,in_progress,done,declined,deleted';

export function actionItemClaims(answer: ActionItemMetricsResponse, query: Query): Claim[] {
  const list = '/api/v1/action-items';
  const { bucket: _, compare: __, groupBy, ...scope } = query;
  const claim = (figure: string, shown: number, more: Query): Claim => ({
    figure: `action items ${figure}`,
    shown,
    list,
    query: { ...scope, ...more },
  });
  const of = (
    figures: Pick<
      ActionItemMetricsResponse,
      'created' | 'done' | 'declined' | 'deleted' | 'openInTime' | 'overdue' | 'onTimeRate'
    >,
    more: Query,
  ) => [
    claim('created', figures.created, { ...more, status: EVERY_STATUS }),
    claim('done', figures.done, { ...more, status: 'done' }),
    claim('declined', figures.declined, { ...more, status: 'declined' }),
    claim('deleted', figures.deleted, { ...more, status: 'deleted' }),
    claim('overdue', figures.overdue, { ...more, group: 'overdue' }),
    claim('open in time', figures.openInTime, { ...more, group: 'due_soon,later,no_due_date' }),
    ...(figures.onTimeRate === null
      ? []
      : [
          claim('judged', figures.onTimeRate.n, { ...more, status: EVERY_STATUS, figure: 'due_judged' }),
          claim('on time', Math.round(figures.onTimeRate.value * figures.onTimeRate.n), {
            ...more,
            status: EVERY_STATUS,
            figure: 'on_time',
          }),
        ]),
  ];
  const names: Query = { severity: 'severity', type: 'type', priority: 'priority', team: 'ownerTeam' };
  const { from: ___, to: ____, ...always } = scope;
  const now = (figure: string, shown: number, more: Query): Claim => ({
    figure: `action items ${figure}`,
    shown,
    list,
    query: { ...always, ...more },
  });
  const fixes = answer.recurredAfterClosing;
  return [
    ...of(answer, {}),
    ...answer.buckets.flatMap((one) => of(one, period(one))),
    ...answer.cohorts.flatMap((one) => of(one, period(one))),
    ...(groupBy === undefined ? [] : answer.groups.flatMap((one) => of(one, { [names[groupBy]!]: one.key }))),
    ...answer.lenses.map(({ type, n }) =>
      claim(`lens ${type}`, n, { type, status: 'open,in_progress,done,declined' }),
    ),
    claim('followed', answer.followed, { status: EVERY_STATUS, figure: 'followed' }),
    ...answer.leftOut.map(({ reason, n }) => claim(reason, n, { status: EVERY_STATUS, figure: reason })),
    claim('closed fixes', fixes.closedFixes, { status: EVERY_STATUS, figure: 'closed_fix' }),
    claim('recurred after closing', fixes.recurred, {
      status: EVERY_STATUS,
      figure: 'recurred_after_closing',
    }),
    ...answer.ageing.bins.flatMap(({ from, to, n, overdue }) => {
      const range: Query = from === null ? { to } : { from, to };
      return [
        now(`of age ${from}`, n, { ...range, status: 'open,in_progress' }),
        now(`overdue of age ${from}`, overdue, { ...range, group: 'overdue' }),
      ];
    }),
    ...answer.overdueByTeam.flatMap(({ key, open, overdue }) => [
      now(`open of team ${key}`, open, { ownerTeam: key, status: 'open,in_progress' }),
      now(`overdue of team ${key}`, overdue, { ownerTeam: key, group: 'overdue' }),
    ]),
  ];
}

export function postmortemClaims(answer: PostmortemMetricsResponse, query: Query): Claim[] {
  const { bucket: _, ...scope } = query;
  const claim = (state: string, shown: number, more: Query): Claim => ({
    figure: `postmortems ${state}`,
    shown,
    list: '/api/v1/postmortems',
    query: { ...scope, ...more, state },
  });
  const of = (cohort: PostmortemCohort, more: Query) => [
    ...(['resolved', 'required', 'waived', 'written', 'reviewed', 'unreviewed', 'overdue'] as const).map(
      (state) => claim(state, cohort[state], more),
    ),
    claim('time_unknown', cohort.timeUnknown, more),
    ...(cohort.onTime === null
      ? []
      : [
          claim('due', cohort.onTime.n, more),
          claim('on_time', Math.round(cohort.onTime.value * cohort.onTime.n), more),
        ]),
  ];
  return [
    ...of(answer.total, {}),
    ...answer.buckets.flatMap((one) => of(one, period(one))),
    ...answer.ages.flatMap(({ fromDays, toDays, n, overdue }) => {
      const age: Query = { ageFrom: String(fromDays), ...(toDays === null ? {} : { ageTo: String(toDays) }) };
      return [claim('unreviewed', n, age), claim('overdue', overdue, age)];
    }),
  ];
}
