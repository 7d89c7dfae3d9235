import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { unreadPart } from '../../../errors/unread-part.js';
import type { EpisodeEvent } from '../../episodes/episode.service.js';
import { type Adapter, type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readMackerelChange } from './mackerel-change.js';
import { MackerelHost, MackerelRoles, mackerelRuleUid } from './mackerel-shape.js';
import { readJson, readPart } from './read-json.js';
import { cutSummary, labelsOf, MaybeText, Name, serviceOf } from './sender-labels.js';
import { MaybeSenderTime } from './sender-time.js';

const DEFAULT_SERVICE_LABELS = ['service'];
const STATUSES = ['ok', 'warning', 'critical', 'unknown'] as const;

const Envelope = z.looseObject({ event: Name });

const AlertMessage = z.looseObject({
  orgName: MaybeText,
  type: Name,
  message: MaybeText,
  memo: MaybeText,
  imageUrl: MaybeText,
  host: MackerelHost.nullish().catch(null),
  service: z.looseObject({ id: MaybeText, name: MaybeText, roles: MackerelRoles }).nullish().catch(null),
  labels: z.record(z.string(), z.unknown()).nullish().catch(null),
  alert: z.looseObject({
    id: Name,
    url: MaybeText,
    status: z
      .string(expects('one_of', { values: STATUSES.join(', ') }))
      .transform((status) => status.toLowerCase())
      .pipe(z.enum(STATUSES)),
    isOpen: z.boolean(),
    trigger: MaybeText,
    openedAt: MaybeSenderTime,
    closedAt: MaybeSenderTime,
    statusChangedAt: MaybeSenderTime,
    createdAt: MaybeSenderTime,
    monitorName: Name,
    metricLabel: MaybeText,
    metricValue: z.unknown().optional(),
    criticalThreshold: z.unknown().optional(),
    warningThreshold: z.unknown().optional(),
    monitorOperator: MaybeText,
    duration: z.unknown().optional(),
  }),
});
type AlertMessage = z.output<typeof AlertMessage>;

/**
 * Mackerel's webhook. Every message about an alert (`event: "alert"`) names its start, and the last one no longer says
 * how severe it was: so each says again that the alert fired at `openedAt` (in the same words, the ledger keeps one),
 * and what it became at `statusChangedAt`. The episode is the alert's id, so two monitors of one name never run into
 * each other. A message is one that a channel got. Host and monitor events are changes and definitions
 * (mackerel-change.ts); alert groups only repeat alerts.
 * Blind spots: muted monitors, hosts in maintenance, and notification groups without this channel.
 */
export const readMackerel: Adapter = (input) => {
  const value = readJson(input.body);
  const envelope = readPart(Envelope, value, '');
  if (envelope.problem !== null) throw new UnreadableDelivery('not_mackerel', envelope.problem);
  const { event } = envelope.data;
  if (event === 'alert') return readAlert(value, input.receivedAt, input.settings.serviceLabels);
  if (event === 'sample') return adapterOutput();
  if (event === 'alertGroup') {
    return leftOut('An alert group: its alerts come by themselves, so it was left out.');
  }
  const change = readMackerelChange(event, value, input);
  return change ?? leftOut(`Tenken reads nothing from Mackerel's event "${event}"; it was left out.`);
};

function leftOut(warning: string): AdapterOutput {
  return adapterOutput({ warnings: [warning] });
}

function readAlert(value: unknown, receivedAt: Date, serviceLabels: string[] | undefined): AdapterOutput {
  const read = readPart(AlertMessage, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_mackerel', read.problem);
  const { alert } = read.data;
  const warnings: string[] = [];
  const openedAt = alert.openedAt ?? alert.createdAt;
  if (openedAt === null) {
    throw new UnreadableDelivery(
      'not_mackerel',
      unreadPart({ field: 'alert.openedAt', code: 'time', found: 'nothing' }),
    );
  }
  // An alert that is open may carry the end of an earlier state: isOpen says whether this is the end.
  const isEnded = alert.status === 'ok' || !alert.isOpen;
  const changedAt = isEnded
    ? (alert.closedAt ?? alert.statusChangedAt ?? receivedAt)
    : (alert.statusChangedAt ?? openedAt);
  if (isEnded && alert.closedAt === null && alert.statusChangedAt === null) {
    warnings.push('alert.closedAt is missing: the time of receipt stands for the end.');
  }
  if (changedAt < openedAt) {
    throw new UnreadableDelivery(
      'not_mackerel',
      unreadPart({
        field: `alert.${isEnded ? 'closedAt' : 'statusChangedAt'}`,
        code: 'time_at_or_after',
        params: { field: 'openedAt' },
      }),
    );
  }
  const firing = toFiring(read.data, openedAt, receivedAt, serviceLabels);
  const change: EpisodeEvent = {
    ...firing,
    kind: isEnded ? 'ok' : 'severity_changed',
    at: changedAt,
    notifiedAt: isEnded ? null : changedAt,
    severity: isEnded ? null : alert.status,
    annotations: annotationsOf(read.data),
    detail: { status: alert.status, trigger: alert.trigger, value: textOf(alert.metricValue) },
  };
  return adapterOutput({ events: [firing, change], warnings });
}

/** That it fired, with nothing that differs between messages about one alert. */
function toFiring(
  message: AlertMessage,
  at: Date,
  receivedAt: Date,
  serviceLabels: string[] | undefined,
): EpisodeEvent {
  const { alert, host, service } = message;
  const roles = host?.roles ?? [];
  const labels = labelsOf([
    ['type', message.type],
    ['host', host?.name],
    ['hostId', host?.id],
    ...roles.map(({ serviceName }) => ['service', serviceName] as const),
    ...roles.map(({ fullname }) => ['role', fullname?.replace(/\s+/g, '')] as const),
    ['service', service?.name],
    ['metric', alert.metricLabel],
    ['organization', message.orgName],
    ...Object.entries(message.labels ?? {}).map(([name, part]) => [name, textOf(part)] as const),
  ]);
  // A host in several services: the first one counts; the label has them all.
  const first = roles[0]?.serviceName;
  return {
    ruleUid: mackerelRuleUid(message.type, alert.monitorName),
    ruleName: alert.monitorName,
    groupName: message.type,
    fingerprint: alert.id,
    startsAt: null,
    kind: 'firing',
    at,
    service: serviceOf(first ? { ...labels, service: first } : labels, serviceLabels, DEFAULT_SERVICE_LABELS),
    labels,
    annotations: {},
    generatorUrl: alert.url,
    summary: cutSummary(message.memo),
    receivedAt,
  };
}

function annotationsOf({ alert, message, memo, imageUrl }: AlertMessage): Record<string, string> {
  return labelsOf([
    ['message', cutSummary(message)],
    ['memo', cutSummary(memo)],
    ['value', textOf(alert.metricValue)],
    ['criticalThreshold', textOf(alert.criticalThreshold)],
    ['warningThreshold', textOf(alert.warningThreshold)],
    ['operator', alert.monitorOperator],
    ['duration', textOf(alert.duration)],
    ['image', imageUrl],
  ]);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
