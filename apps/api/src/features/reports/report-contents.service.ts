import { Injectable } from '@nestjs/common';
import { ActionItemFilters } from '@tenken/shared/action-items.contract';
import { DurationMetric } from '@tenken/shared/duration-metric.contract';
import { DurationsQuery } from '@tenken/shared/durations.contract';
import { listMetricDefinitions } from '@tenken/shared/metric-definitions';
import {
  REPORT_CONTENT_VERSION,
  type ReportContents,
  type ReportMaker,
  type ReportScope,
} from '@tenken/shared/report-contents.contract';
import type { ReportActionItemRow, ReportIncidentRow } from '@tenken/shared/report-rows.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { CohortRowReadModel } from '../action-items/cohort-rows.read-model.js';
import { IntervalStateReadModel } from '../durations/interval-states.read-model.js';
import { SettingsService } from '../settings/settings.service.js';
import { countExclusions } from './count-exclusions.js';
import { describeActionItemRow, describeIncidentRows, type RowStates } from './describe-rows.js';
import { digestOf } from './digest-of.js';
import { type AskedQuestion, ReportFiguresService } from './report-figures.service.js';
import { periodsOf, type ReportQuestion } from './report-question.js';
import { ReportRowsReadModel } from './report-rows.read-model.js';
import { ReportScopeReadModel } from './report-scope.read-model.js';
import { writeFindings } from './write-findings.js';

const ATTEMPTS = 3;

/** What a report says, and the rows behind it. */
export interface Reading {
  contents: ReportContents;
  incidents: ReportIncidentRow[];
  actionItems: ReportActionItemRow[];
}

/** Definitions of figures that stand in a report. */
const SHOWN_DEFINITIONS = [
  ...DurationMetric.options,
  'incident_rate',
  'incident_count',
  'change',
  'recurrence',
  'recurred_fix_open',
  'recurred_after_fix',
  'time_to_recurrence',
  'completion_rate',
  'on_time_rate',
  'time_to_complete',
  'overdue',
  'lenses',
  'postmortems',
  'recall',
  'fired',
  'pages',
  'precision',
  'top10_share',
];

/**
 * Answers the question of a report from the data as they are now. The features read by their own connections, so there
 * is no common snapshot; instead the data are looked at before and after, and read again when they changed meanwhile.
 */
@Injectable()
export class ReportContentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly figures: ReportFiguresService,
    private readonly rows: ReportRowsReadModel,
    private readonly scopes: ReportScopeReadModel,
    private readonly intervalStates: IntervalStateReadModel,
    private readonly cohortRows: CohortRowReadModel,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} when the scope does not exist any more */
  async read(
    question: ReportQuestion,
    by: { maker: ReportMaker; scheduleId: string | null },
  ): Promise<Reading> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.rows.mark(this.dataSource.manager);
      const reading = await this.readOnce(question, by);
      const consistent = before === (await this.rows.mark(this.dataSource.manager));
      if (consistent) return reading;
      if (attempt === ATTEMPTS) return { ...reading, contents: { ...reading.contents, consistent: false } };
    }
  }

  private async readOnce(
    question: ReportQuestion,
    { maker, scheduleId }: { maker: ReportMaker; scheduleId: string | null },
  ): Promise<Reading> {
    const now = this.clock.now();
    const scope = await this.scopes.describe(this.dataSource.manager, question);
    const asked: AskedQuestion = { question, periods: periodsOf(question, now), scope };
    const [{ incidentRows, durations, recurrence }, { actionItemRows, actionItems, incidents, ...others }] =
      await Promise.all([this.readLong(asked), this.readShort(asked)]);
    const suggested = new Set(recurrence.suggestedIds);
    for (const row of incidentRows) if (suggested.has(row.id)) row.recurrence = 'suggested';
    const parts = { incidents, durations, recurrence, actionItems, ...others };
    const settings = await this.settings.read();
    const contents: ReportContents = {
      contentVersion: REPORT_CONTENT_VERSION,
      bucket: question.bucket,
      ...asked.periods,
      scope,
      timeZone: question.timeZone,
      fiscalYearStartsIn: question.fiscalYearStartsIn,
      madeAt: now.toISOString(),
      madeBy: maker,
      scheduleId,
      findings: writeFindings({ ...asked.periods, ...parts }),
      ...parts,
      exclusions: countExclusions(incidents, durations, actionItems),
      definitions: listMetricDefinitions().items.filter(({ key }) => SHOWN_DEFINITIONS.includes(key)),
      definitionChanges: await this.figures.definitionMarks(asked, now),
      settings: [
        { key: 'recurrenceLookBackDays', value: settings.recurrenceLookBackDays },
        { key: 'actionItemTargetDays', value: settings.actionItemTargetDays },
        { key: 'postmortemCriteria', value: settings.postmortemCriteria },
        { key: 'fiscalYearStartsIn', value: question.fiscalYearStartsIn },
      ],
      filters: describeFilters(asked, scope),
      rows: {
        incidents: incidentRows.length,
        actionItems: actionItemRows.length,
        digest: digestOf([incidentRows, actionItemRows]),
      },
      consistent: true,
      changes: null,
    };
    return { contents, incidents: incidentRows, actionItems: actionItemRows };
  }

  /** One half of the questions; the other is asked at the same time. One after the other, so that pages have connections. */
  private async readLong(asked: AskedQuestion) {
    const incidentRows = await this.readIncidents(asked);
    const confirmed = incidentRows.filter((row) => row.recurrence === 'confirmed').map((row) => row.id);
    const recurrence = await this.figures.recurrence(asked, confirmed);
    return { incidentRows, recurrence, durations: await this.figures.durations(asked) };
  }

  private async readShort(asked: AskedQuestion) {
    const actionItemRows = await this.readActionItems(asked);
    const actionItems = await this.figures.actionItems(asked);
    const incidents = await this.figures.incidents(asked);
    const detection = await this.figures.detection(asked, incidents);
    const postmortems = await this.figures.postmortems(asked);
    const alerts = await this.figures.alerts(asked);
    return { actionItemRows, actionItems, incidents, detection, postmortems, alerts };
  }

  /** Every incident of the period with what became of it in each figure of durations. */
  private async readIncidents(asked: AskedQuestion): Promise<ReportIncidentRow[]> {
    const states = new Map<string, RowStates>();
    for (const metric of DurationMetric.options) {
      const query = DurationsQuery.parse({ metric, ...rangeAndScope(asked) });
      for (const { incidentId, ...state } of await this.intervalStates.list(query))
        states.set(incidentId, { ...states.get(incidentId), [metric]: state });
    }
    const rows = await this.rows.incidents(this.dataSource.manager, [...states.keys()]);
    return describeIncidentRows(rows, states);
  }

  private async readActionItems(asked: AskedQuestion): Promise<ReportActionItemRow[]> {
    const filters = ActionItemFilters.parse(rangeAndScope(asked));
    return (await this.cohortRows.list(filters)).map(describeActionItemRow);
  }
}

function rangeAndScope({ question, periods }: AskedQuestion) {
  const { teamId, serviceId, timeZone } = question;
  return {
    from: periods.period.fromDay,
    to: periods.period.toDay,
    timeZone,
    ...(teamId === null ? {} : { team: teamId }),
    ...(serviceId === null ? {} : { service: serviceId }),
  };
}

function describeFilters(
  { question, periods }: AskedQuestion,
  scope: ReportScope,
): ReportContents['filters'] {
  const { period } = periods;
  const filters = [
    { field: 'from', values: [period.fromDay] },
    { field: 'to', values: [period.toDay] },
    { field: 'timeZone', values: [question.timeZone] },
  ];
  if (scope.kind !== 'all') filters.push({ field: scope.kind, values: [scope.id ?? ''] });
  return filters;
}
