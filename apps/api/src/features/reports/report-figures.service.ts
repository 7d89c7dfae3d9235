import { Injectable } from '@nestjs/common';
import { ActionItemMetricsQuery } from '@tenken/shared/action-item-metrics.contract';
import { AlertRuleMetricsQuery } from '@tenken/shared/alert-rules.contract';
import { DetectionLedgerQuery } from '@tenken/shared/detection.contract';
import { DurationMetric } from '@tenken/shared/duration-metric.contract';
import { DurationsQuery } from '@tenken/shared/durations.contract';
import { IncidentRatesQuery } from '@tenken/shared/incident-rates.contract';
import { PostmortemMetricsQuery } from '@tenken/shared/postmortem-metrics.contract';
import { RecurrenceQuery } from '@tenken/shared/recurrence.contract';
import type { ReportContents, ReportPeriod, ReportScope } from '@tenken/shared/report-contents.contract';
import type { ReportShare } from '@tenken/shared/report-findings.contract';
import type {
  ReportActionItems,
  ReportAlerts,
  ReportDetection,
  ReportDuration,
  ReportIncidents,
  ReportPostmortems,
  ReportRecurrence,
} from '@tenken/shared/report-sections.contract';
import { wilsonInterval } from '@tenken/statistics/wilson-interval';
import { ActionItemMetricsService } from '../action-item-metrics/action-item-metrics.service.js';
import { AlertRuleMetricsReadModel } from '../alert-rules/alert-rule-metrics.read-model.js';
import { DetectionLedgerReadModel } from '../detection/detection-ledger.read-model.js';
import { DurationService } from '../durations/durations.service.js';
import { IncidentRateService } from '../incident-rates/incident-rates.service.js';
import { DefinitionChangeReadModel } from '../metric-definitions/definition-changes.read-model.js';
import { PostmortemMetricsService } from '../postmortem-metrics/postmortem-metrics.service.js';
import { RecurrenceMetricsService } from '../recurrence-metrics/recurrence-metrics.service.js';
import { describeActionItems, describeRecurrence } from './describe-follow-up.js';
import { describeDuration, describeIncidents } from './describe-incident-sections.js';
import type { ReportQuestion } from './report-question.js';

const PEOPLE = ['customer', 'colleague', 'partner', 'chance'];
const TOP_RULES = 10;

/** The same question in the words of every figure. */
export interface AskedQuestion {
  question: ReportQuestion;
  periods: Record<'period' | 'previous' | 'lastYear', ReportPeriod>;
  scope: ReportScope;
}

/** Asks every feature for its figures of one period. Nothing is counted here: a report says what the pages say. */
@Injectable()
export class ReportFiguresService {
  constructor(
    private readonly durationService: DurationService,
    private readonly rateService: IncidentRateService,
    private readonly recurrenceService: RecurrenceMetricsService,
    private readonly actionItemService: ActionItemMetricsService,
    private readonly postmortemService: PostmortemMetricsService,
    private readonly ledger: DetectionLedgerReadModel,
    private readonly alertRules: AlertRuleMetricsReadModel,
    private readonly definitionChanges: DefinitionChangeReadModel,
  ) {}

  async incidents(asked: AskedQuestion): Promise<ReportIncidents> {
    const rates = (more: object) =>
      this.rateService.rates(IncidentRatesQuery.parse({ ...scopeQuery(asked), ...more }));
    const [months, lastYear] = await Promise.all([
      rates({ bucket: 'month', ...comparedWith(asked.periods.previous) }),
      rates({ groupBy: 'severity', ...comparedWith(asked.periods.lastYear) }),
    ]);
    const by = (groupBy: IncidentRatesQuery['groupBy']) => rates({ groupBy, compare: 'none' });
    const [cause, trigger] = await Promise.all([by('cause'), by('trigger')]);
    const [detectionSource, service] = await Promise.all([by('detectionSource'), by('service')]);
    const groups = { severity: lastYear, cause, trigger, detectionSource, service };
    return describeIncidents({ months, lastYear, groups }, asked.periods);
  }

  async durations(asked: AskedQuestion): Promise<ReportDuration[]> {
    const described: ReportDuration[] = [];
    for (const metric of DurationMetric.options) {
      const ask = (more: object) =>
        this.durationService.durations(DurationsQuery.parse({ ...scopeQuery(asked), metric, ...more }));
      // Groups are of this period, whatever it is compared with: two answers say what three would.
      const [months, lastYear] = await Promise.all([
        ask({ bucket: 'month', points: '1', ...comparedWith(asked.periods.previous) }),
        ask({ groupBy: 'severity', ...comparedWith(asked.periods.lastYear) }),
      ]);
      described.push(describeDuration(metric, { months, lastYear }, asked.periods));
    }
    return described;
  }

  async recurrence(asked: AskedQuestion, confirmedIds: readonly string[]): Promise<ReportRecurrence> {
    const ask = (compared: ReportPeriod) =>
      this.recurrenceService.metrics(
        RecurrenceQuery.parse({ ...scopeQuery(asked), ...comparedWith(compared) }),
      );
    const [now, lastYear] = await Promise.all([ask(asked.periods.previous), ask(asked.periods.lastYear)]);
    return describeRecurrence({ now, lastYear }, asked.periods, confirmedIds);
  }

  async actionItems(asked: AskedQuestion): Promise<ReportActionItems> {
    const ask = (more: object) =>
      this.actionItemService.metrics(ActionItemMetricsQuery.parse({ ...scopeQuery(asked), ...more }));
    const [now, lastYear] = await Promise.all([
      ask({ bucket: 'month', groupBy: 'severity', ...comparedWith(asked.periods.previous) }),
      ask({ groupBy: 'team', ...comparedWith(asked.periods.lastYear) }),
    ]);
    return describeActionItems({ now, lastYear }, asked.periods, asked.periods.period.ended);
  }

  async postmortems(asked: AskedQuestion): Promise<ReportPostmortems> {
    const { total } = await this.postmortemService.metrics(PostmortemMetricsQuery.parse(scopeQuery(asked)));
    return {
      resolved: total.resolved,
      required: total.required,
      waived: total.waived,
      written: total.written,
      reviewed: total.reviewed,
      onTime: total.onTime,
      overdue: total.overdue,
      unreviewed: total.unreviewed,
      timeUnknown: total.timeUnknown,
      medianBusinessDaysToReview: total.medianBusinessDaysToReview,
      medianLower: total.medianLower,
      medianUpper: total.medianUpper,
    };
  }

  /** Who noticed first, and what the alerts told in time. */
  async detection(asked: AskedQuestion, { byDetectionSource }: ReportIncidents): Promise<ReportDetection> {
    const { recall } = await this.ledger.ledger(
      DetectionLedgerQuery.parse({ ...reachQuery(asked), limit: 1 }),
    );
    const count = (keys: readonly string[]) =>
      byDetectionSource.reduce((sum, { key, n }) => sum + (keys.includes(key) ? n : 0), 0);
    const [alerts, people] = [count(['alert']), count(PEOPLE)];
    return {
      byAlert: shareOf(alerts, alerts + people),
      byPeople: shareOf(people, alerts + people),
      unknown: byDetectionSource.reduce((sum, { n }) => sum + n, 0) - alerts - people,
      recall: recall.confirmed,
      recallWithProposed: recall.withProposed,
      confirmed: recall.confirmedCounts,
      withProposed: recall.withProposedCounts,
    };
  }

  /** The loudest rules. Null where no alerts are recorded at all. */
  async alerts(asked: AskedQuestion): Promise<ReportAlerts | null> {
    const query = { ...reachQuery(asked), sort: 'fired', fired: 'some', limit: TOP_RULES };
    const { totals, items } = await this.alertRules.rank(AlertRuleMetricsQuery.parse(query));
    if (totals.rules === 0) return null;
    const loudest = items.reduce((sum, { fired }) => sum + fired, 0);
    return {
      rules: totals.rulesFired,
      fired: totals.fired,
      pages: totals.pages,
      topRules: items.map(({ id, name, serviceName, fired, pages, precision }) => ({
        id,
        name,
        service: serviceName,
        fired,
        pages,
        precision,
      })),
      top10Share: shareOf(loudest, totals.fired),
    };
  }

  /** Marks from the start of the oldest compared period until now. */
  async definitionMarks({ periods }: AskedQuestion, now: Date): Promise<ReportContents['definitionChanges']> {
    const [from = ''] = [periods.lastYear.from, periods.previous.from].sort();
    const { items } = await this.definitionChanges.list({ from, to: now.toISOString(), timeZone: 'UTC' });
    return items;
  }
}

interface ScopeQuery {
  from: string;
  to: string;
  timeZone: string;
  fiscalYearStartsIn: number;
  language: 'en';
  team?: string[];
  service?: string[];
}

/** Period, zone and scope. */
function scopeQuery({ question, periods }: AskedQuestion): ScopeQuery {
  const { teamId, serviceId, timeZone, fiscalYearStartsIn } = question;
  return {
    from: periods.period.fromDay,
    to: periods.period.toDay,
    timeZone,
    fiscalYearStartsIn,
    language: 'en',
    ...(teamId === null ? {} : { team: [teamId] }),
    ...(serviceId === null ? {} : { service: [serviceId] }),
  };
}

/** Alerts and the detection ledger know a service by itself, so its components are named one by one. */
function reachQuery(asked: AskedQuestion) {
  const { fiscalYearStartsIn: _, language: __, service, ...query } = scopeQuery(asked);
  if (service === undefined) return query;
  return { ...query, service: [...service, ...asked.scope.components.map(({ id }) => id)] };
}

function comparedWith({ fromDay, toDay }: ReportPeriod) {
  return { compare: 'previous' as const, compareFrom: fromDay, compareTo: toDay };
}

function shareOf(successes: number, n: number): ReportShare | null {
  const interval = wilsonInterval(successes, n);
  return interval === null ? null : { value: successes / n, lower: interval.lower, upper: interval.upper, n };
}
