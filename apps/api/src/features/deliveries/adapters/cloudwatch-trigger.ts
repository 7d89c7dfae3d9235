import { z } from 'zod';
import { MaybeText } from './sender-labels.js';

const MaybeNumber = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));

/** SNS spells dimensions in small letters, the API in capitals. */
const Dimension = z
  .looseObject({ name: MaybeText, value: MaybeText, Name: MaybeText, Value: MaybeText })
  .transform((part) => [part.name ?? part.Name ?? '', part.value ?? part.Value] as const);
const Dimensions = z.array(Dimension).nullish().catch([]);

const MetricPart = z.looseObject({
  Id: MaybeText,
  Expression: MaybeText,
  Label: MaybeText,
  ReturnData: z.unknown().optional(),
  MetricStat: z
    .looseObject({
      Metric: z.looseObject({ MetricName: MaybeText, Namespace: MaybeText, Dimensions }).optional(),
      Period: MaybeNumber,
      Stat: MaybeText,
    })
    .nullish()
    .catch(null),
});
type MetricPart = z.output<typeof MetricPart>;

const Trigger = z.looseObject({
  MetricName: MaybeText,
  Namespace: MaybeText,
  Statistic: MaybeText,
  ExtendedStatistic: MaybeText,
  Dimensions,
  Period: MaybeNumber,
  EvaluationPeriods: MaybeNumber,
  DatapointsToAlarm: MaybeNumber,
  ComparisonOperator: MaybeText,
  Threshold: MaybeNumber,
  ThresholdMetricId: MaybeText,
  TreatMissingData: MaybeText,
  Metrics: z.array(MetricPart).nullish().catch([]),
});

/** What the Trigger block of an alarm says, for labels and for the catalogue of rules. */
interface TriggerWords {
  metric: string | null;
  namespace: string | null;
  dimensions: (readonly [string, string | null])[];
  /** `AVERAGE(AWS/SQS Depth{Queue=a}) >= 5, 3 of 5 × 60 s`; null when the block says too little */
  expression: string | null;
  /** shortest time that the condition must hold: period × datapoints that must be over */
  forSeconds: number | null;
  detail: Record<string, unknown>;
}

const OPERATORS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside',
  LessThanLowerThreshold: 'below',
  GreaterThanUpperThreshold: 'above',
};

/** Reads a Trigger block: one metric, or metric math (Metrics, of which one is what is watched). */
export function describeTrigger(block: Record<string, unknown>): TriggerWords {
  const trigger = Trigger.parse(block);
  const metrics = trigger.Metrics ?? [];
  const watched = metrics.find(({ ReturnData }) => ReturnData === true) ?? metrics[0];
  const stats = metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat] : []));
  const first = stats[0]?.Metric;
  const period = trigger.Period ?? Math.max(0, ...stats.map(({ Period }) => Period ?? 0));
  const points = trigger.DatapointsToAlarm ?? trigger.EvaluationPeriods;
  const subject =
    trigger.MetricName === null
      ? subjectOf(watched, metrics)
      : metricText(
          trigger.Statistic ?? trigger.ExtendedStatistic,
          trigger.Namespace,
          trigger.MetricName,
          trigger.Dimensions ?? [],
        );
  const operator = trigger.ComparisonOperator;
  const limit = trigger.Threshold ?? trigger.ThresholdMetricId;
  const window =
    points === null || !period ? '' : `, ${points} of ${trigger.EvaluationPeriods ?? points} × ${period} s`;
  return {
    metric: trigger.MetricName ?? first?.MetricName ?? null,
    namespace: trigger.Namespace ?? first?.Namespace ?? null,
    dimensions: [...(trigger.Dimensions ?? []), ...stats.flatMap(({ Metric }) => Metric?.Dimensions ?? [])],
    expression:
      subject === null || operator === null
        ? null
        : `${subject} ${OPERATORS[operator] ?? operator} ${limit ?? '?'}${window}`,
    forSeconds: points === null || !period ? null : points * period,
    detail: Object.fromEntries(
      Object.entries(block).filter(([name]) => !['MetricName', 'Namespace', 'Dimensions'].includes(name)),
    ),
  };
}

function subjectOf(watched: MetricPart | undefined, metrics: readonly MetricPart[]): string | null {
  if (watched === undefined) return null;
  if (watched.Expression !== null) {
    const inputs = metrics.filter((part) => part !== watched && part.MetricStat);
    const named = inputs.map((part) => `${part.Id ?? '?'} = ${statText(part)}`);
    return named.length === 0 ? watched.Expression : `${watched.Expression} with ${named.join('; ')}`;
  }
  return watched.MetricStat ? statText(watched) : (watched.Label ?? null);
}

function statText({ MetricStat }: MetricPart): string {
  const metric = MetricStat?.Metric;
  return metricText(
    MetricStat?.Stat ?? null,
    metric?.Namespace ?? null,
    metric?.MetricName ?? '?',
    metric?.Dimensions ?? [],
  );
}

function metricText(
  statistic: string | null,
  namespace: string | null,
  name: string,
  dimensions: readonly (readonly [string, string | null])[],
): string {
  const where = [...dimensions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, value]) => `${dimension}=${value ?? ''}`)
    .join(', ');
  const metric = `${namespace === null ? '' : `${namespace} `}${name}${where === '' ? '' : `{${where}}`}`;
  return statistic === null ? metric : `${statistic}(${metric})`;
}
