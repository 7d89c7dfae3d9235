import { z } from 'zod';
import { unreadPart } from '../../../errors/unread-part.js';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { EpisodeEvent } from '../../episodes/episode.service.js';
import { type AdapterInput, type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readPart } from './read-json.js';
import { cutSummary, labelsOf, MaybeText, Name, serviceOf } from './sender-labels.js';
import { MaybeSenderTime, parseSenderTime } from './sender-time.js';

const DEFAULT_SERVICE_LABELS = ['service', 'project'];

const MaybeNumber = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));

const AlertRule = z.looseObject({
  id: Name,
  name: Name,
  aggregate: MaybeText,
  query: MaybeText,
  dataset: MaybeText,
  /** minutes */
  time_window: MaybeNumber,
  /** 0 above, 1 below */
  threshold_type: MaybeNumber,
  resolve_threshold: MaybeNumber,
  environment: MaybeText,
  projects: z.array(z.unknown()).catch([]),
  triggers: z.array(z.looseObject({ label: MaybeText, alert_threshold: MaybeNumber })).catch([]),
});
type AlertRule = z.output<typeof AlertRule>;

const Message = z.looseObject({
  action: z.enum(['critical', 'warning', 'resolved']),
  data: z.looseObject({
    metric_alert: z.looseObject({
      id: Name,
      identifier: MaybeText,
      title: MaybeText,
      date_started: MaybeSenderTime,
      date_detected: MaybeSenderTime,
      date_created: MaybeSenderTime,
      date_closed: MaybeSenderTime,
      alert_rule: AlertRule,
    }),
    description_text: MaybeText,
    description_title: MaybeText,
    web_url: MaybeText,
  }),
});

/**
 * A metric alert of Sentry: an incident with its start and, once resolved, its end. Each message says again that it
 * fired at `date_started` (in the same words, the ledger keeps one). `date_detected` is when Sentry saw it: the time
 * from start to detection stands in the history as `detectionSeconds`.
 */
export function readSentryMetricAlert(value: unknown, input: AdapterInput): AdapterOutput {
  const read = readPart(Message, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_sentry', read.problem);
  const { action, data } = read.data;
  const { metric_alert: alert } = data;
  const startedAt = alert.date_started ?? alert.date_detected ?? alert.date_created;
  if (startedAt === null) {
    throw new UnreadableDelivery(
      'not_sentry',
      unreadPart({ field: 'data.metric_alert.date_started', code: 'time', found: 'nothing' }),
    );
  }
  const sentAt = parseSenderTime(input.headers['sentry-hook-timestamp']);
  const saidAt = (action === 'resolved' ? alert.date_closed : null) ?? sentAt ?? input.receivedAt;
  if (saidAt < startedAt) {
    throw new UnreadableDelivery(
      'not_sentry',
      unreadPart({
        field: 'data.metric_alert.date_closed',
        code: 'time_at_or_after',
        params: { field: 'date_started' },
      }),
    );
  }
  const warnings =
    sentAt === undefined && saidAt === input.receivedAt
      ? ['Sentry-Hook-Timestamp is missing: the time of receipt stands for it.']
      : [];
  const definition = toDefinition(alert.alert_rule, input);
  const firing: EpisodeEvent = {
    ruleUid: definition.uid,
    ruleName: definition.name,
    fingerprint: alert.id,
    startsAt: null,
    kind: 'firing',
    at: startedAt,
    service: definition.service ?? null,
    labels: definition.labels,
    annotations: {},
    generatorUrl: data.web_url,
    receivedAt: input.receivedAt,
  };
  const isResolved = action === 'resolved';
  const change: EpisodeEvent = {
    ...firing,
    kind: isResolved ? 'ok' : 'severity_changed',
    at: saidAt,
    notifiedAt: isResolved ? null : saidAt,
    severity: isResolved ? null : action,
    annotations: labelsOf([
      ['summary', cutSummary(data.description_title ?? alert.title)],
      ['description', cutSummary(data.description_text)],
    ]),
    detail: {
      action,
      incident: alert.identifier ?? alert.id,
      detectionSeconds:
        alert.date_started && alert.date_detected
          ? (alert.date_detected.getTime() - alert.date_started.getTime()) / 1000
          : null,
    },
  };
  return adapterOutput({ events: [firing, change], definitions: [definition], warnings });
}

function toDefinition(rule: AlertRule, { settings }: AdapterInput): RuleDefinition {
  const operator = rule.threshold_type === 1 ? '<' : '>';
  const limits = rule.triggers.flatMap(({ label, alert_threshold: limit }) =>
    limit === null ? [] : [`${operator} ${limit}${label === null ? '' : ` (${label})`}`],
  );
  const subject = [rule.aggregate, rule.query === null ? null : `of "${rule.query}"`].filter(
    (part) => part !== null,
  );
  const window = rule.time_window === null ? '' : ` in ${rule.time_window} min`;
  const labels = labelsOf([
    ...rule.projects.map((project) => ['project', typeof project === 'string' ? project : null] as const),
    ['environment', rule.environment],
  ]);
  return {
    uid: `metric-alert/${rule.id}`,
    name: rule.name,
    expression: subject.length === 0 ? null : `${subject.join(' ')} ${limits.join(', ')}${window}`.trim(),
    labels,
    annotations: {},
    service: serviceOf(labels, settings.serviceLabels, DEFAULT_SERVICE_LABELS),
    detail: {
      dataset: rule.dataset,
      timeWindowMinutes: rule.time_window,
      resolveThreshold: rule.resolve_threshold,
      triggers: rule.triggers,
    },
  };
}
