import { z } from 'zod';
import { unreadPart } from '../../../errors/unread-part.js';
import type { EpisodeEvent, EpisodeEventKind } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { opsgenieRule } from './opsgenie-rule.js';
import { readJson, readPart } from './read-json.js';
import { cutSummary, LooseParts, labelsOf, MaybeText, Name, serviceOf, tagPairs } from './sender-labels.js';
import { MaybeSenderTime, SenderTime } from './sender-time.js';

const DEFAULT_SERVICE_LABELS = ['service'];

const Texts = z
  .array(z.unknown())
  .catch([])
  .transform((parts) => parts.filter((part): part is string => typeof part === 'string'));

const Message = z.looseObject({
  action: Name,
  alert: z.looseObject({
    alertId: Name,
    tinyId: MaybeText,
    alias: MaybeText,
    message: MaybeText,
    description: MaybeText,
    details: LooseParts,
    entity: MaybeText,
    tags: Texts,
    teams: Texts,
    recipients: Texts,
    source: MaybeText,
    username: MaybeText,
    priority: MaybeText,
    oldPriority: MaybeText,
    note: MaybeText,
    owner: MaybeText,
    /** milliseconds */
    createdAt: SenderTime,
    /** nanoseconds */
    updatedAt: MaybeSenderTime,
  }),
  source: z.looseObject({ name: MaybeText, type: MaybeText }).nullish().catch(null),
});
type Message = z.output<typeof Message>;

/** Every other action, a custom one among them, is a note with its name. */
const ACTIONS: Readonly<Record<string, EpisodeEventKind>> = {
  create: 'severity_changed',
  updatepriority: 'severity_changed',
  acknowledge: 'acknowledged',
  unacknowledge: 'unacknowledged',
  close: 'ok',
  // Deleted in Opsgenie: what happened happened, and nothing will be heard of it any more.
  delete: 'ok',
  snooze: 'muted',
  assignownership: 'assigned',
  takeownership: 'assigned',
  addteam: 'assigned',
  addrecipient: 'assigned',
  addresponder: 'assigned',
  escalate: 'escalated',
  escalatenext: 'escalated',
};

/**
 * Opsgenie's webhook. Every message names when its alert was created (milliseconds), so each says again that it fired
 * then (in the same words, the ledger keeps one), and what was done at `updatedAt` (nanoseconds). The episode is the
 * alert's id (opsgenie-rule.ts has the rule). Creation notifies the teams and recipients that it names.
 */
export const readOpsgenie: Adapter = ({ body, receivedAt, settings }) => {
  const read = readPart(Message, readJson(body), '');
  if (read.problem !== null) throw new UnreadableDelivery('not_opsgenie', read.problem);
  const { action, alert } = read.data;
  const warnings: string[] = [];
  const isCreation = action.toLowerCase() === 'create';
  const at = isCreation ? alert.createdAt : (alert.updatedAt ?? receivedAt);
  if (!isCreation && alert.updatedAt === null) {
    warnings.push('alert.updatedAt is missing: the time of receipt stands for it.');
  }
  if (at < alert.createdAt) {
    throw new UnreadableDelivery(
      'not_opsgenie',
      unreadPart({ field: 'alert.updatedAt', code: 'time_at_or_after', params: { field: 'createdAt' } }),
    );
  }
  const firing = toFiring(read.data, receivedAt);
  const labels = labelsOf([
    ...Object.entries(firing.labels),
    ['source', alert.source],
    ...tagPairs(alert.tags),
    ...alert.teams.map((team) => ['team', team] as const),
    ...Object.entries(alert.details).map(([name, part]) => [name, textOf(part)] as const),
  ]);
  const word = action.toLowerCase();
  const kind = Object.hasOwn(ACTIONS, word) ? ACTIONS[word]! : 'note';
  const isNotified = isCreation && alert.teams.length + alert.recipients.length > 0;
  const event: EpisodeEvent = {
    ...firing,
    kind,
    at,
    by: alert.username ?? null,
    notifiedAt: isNotified ? at : null,
    severity: kind === 'severity_changed' ? alert.priority : null,
    // Details and description come with the creation (and with custom actions) only, and the service from them.
    service: isCreation ? serviceOf(labels, settings.serviceLabels, DEFAULT_SERVICE_LABELS) : null,
    labels: isCreation ? labels : {},
    annotations: labelsOf([
      ['description', isCreation ? cutSummary(alert.description) : null],
      ['note', cutSummary(alert.note)],
    ]),
    detail: {
      action,
      note: cutSummary(alert.note),
      owner: alert.owner ?? (kind === 'assigned' ? (alert.teams[0] ?? null) : null),
      from: alert.oldPriority,
      to: kind === 'severity_changed' ? alert.priority : null,
      source: read.data.source?.type ?? null,
    },
  };
  return adapterOutput({ events: [firing, event], warnings });
};

/** That it fired, with nothing that differs between messages about one alert. */
function toFiring({ alert }: Message, receivedAt: Date): EpisodeEvent {
  const rule = opsgenieRule(alert);
  return {
    ruleUid: rule,
    ruleName: rule,
    fingerprint: alert.alertId,
    startsAt: null,
    kind: 'firing',
    at: alert.createdAt,
    labels: labelsOf([
      ['entity', alert.entity],
      ['alias', alert.alias],
      ['tinyId', alert.tinyId],
    ]),
    annotations: {},
    summary: cutSummary(alert.message),
    receivedAt,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}
