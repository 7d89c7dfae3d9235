import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { unreadPart } from '../../../errors/unread-part.js';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { EpisodeEvent, EpisodeEventKind, EpisodeTransition } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';
import { cutName, cutSummary, labelsOf, MaybeText, Name, serviceOf } from './sender-labels.js';
import { parseSenderTime } from './sender-time.js';

/** Not `component`: the templates of Zabbix say `cpu` and `memory` with it. */
const DEFAULT_SERVICE_LABELS = ['service', 'application'];
const SEVERITIES = ['not classified', 'information', 'warning', 'average', 'high', 'disaster'] as const;

const Tags = z
  .array(z.looseObject({ tag: z.string(), value: MaybeText }))
  .catch([])
  .transform((tags) => tags.map(({ tag, value }) => [tag, value ?? 'true'] as const));

const Message = z.looseObject({
  format: z.literal('tenken-zabbix/1', expects('zabbix_format')),
  event_source: MaybeText,
  event_value: MaybeText.pipe(z.enum(['0', '1'], expects('zabbix_event_value'))),
  event_update_status: MaybeText,
  event_id: Name,
  event_name: MaybeText,
  event_nseverity: MaybeText,
  event_opdata: MaybeText,
  event_tags: Tags,
  update_action: MaybeText,
  update_message: MaybeText,
  update_nseverity: MaybeText,
  user: MaybeText,
  trigger_id: Name,
  trigger_name: MaybeText,
  trigger_name_orig: MaybeText,
  trigger_description: MaybeText,
  trigger_expression: MaybeText,
  host: MaybeText,
  host_groups: MaybeText,
  item_name: MaybeText,
  item_value: MaybeText,
  utc_offset: MaybeText,
  notified: MaybeText,
  link: MaybeText,
});
type Message = z.output<typeof Message>;

/** Words of `{EVENT.UPDATE.ACTION}`; several come as "acknowledged, commented and closed". */
const UPDATES: readonly (readonly [RegExp, EpisodeEventKind])[] = [
  [/^unacknowledged/, 'unacknowledged'],
  [/^acknowledged/, 'acknowledged'],
  [/^changed severity/, 'severity_changed'],
  [/^suppressed/, 'muted'],
];

/**
 * What the media type of Tenken (libs/shared/src/zabbix-media-type.ts) posts: a problem, its recovery, or an update by
 * a person. Every message names the problem's start. The rule is the trigger, the episode the problem event; Zabbix
 * gives each host its own trigger. Blind spots: hosts in maintenance (unless the action says otherwise), problems that
 * the conditions or the first step of the action leave out.
 */
export const readZabbix: Adapter = ({ body, receivedAt, settings }) => {
  const value = readJson(body);
  const read = readPart(Message, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_zabbix', read.problem);
  const message = read.data;
  if (message.event_source !== null && message.event_source !== '0') {
    return adapterOutput({
      warnings: [`An event of source ${message.event_source} is of no trigger; it was left out.`],
    });
  }
  const startsAt = timeOf(message, 'event');
  const labels = labelsOf([
    ...message.event_tags,
    ['host', message.host],
    ['hostGroups', message.host_groups],
    ['item', message.item_name],
  ]);
  const name = nameOf(message);
  const base = {
    ruleUid: message.trigger_id,
    ruleName: name,
    fingerprint: message.event_id,
    service: serviceOf(labels, settings.serviceLabels, DEFAULT_SERVICE_LABELS),
    severity: severityOf(message.update_nseverity) ?? severityOf(message.event_nseverity),
    labels,
    annotations: labelsOf([
      ['summary', cutSummary(message.event_name)],
      ['description', cutSummary(message.trigger_description)],
      ['operationalData', cutSummary(message.event_opdata)],
      ['value', cutSummary(message.item_value)],
    ]),
    generatorUrl: message.link,
    summary: cutSummary(message.trigger_description ?? message.event_name),
    receivedAt,
  };
  const { transition, events } = readKind(message, { ...base, startsAt }, receivedAt);
  if (transition.endsAt && transition.endsAt < startsAt) {
    throw new UnreadableDelivery(
      'not_zabbix',
      unreadPart({
        field: 'recovery_timestamp',
        code: 'time_at_or_after',
        params: { field: 'event_timestamp' },
      }),
    );
  }
  return adapterOutput({
    transitions: [transition],
    events,
    definitions: definitionOf(message, name),
  });
};

function readKind(
  message: Message,
  base: EpisodeTransition,
  receivedAt: Date,
): { transition: EpisodeTransition; events: EpisodeEvent[] } {
  const { startsAt } = base;
  // Labels and words are with the transition; an event has what it says itself.
  const event = (kind: EpisodeEventKind, at: Date, detail: EpisodeEvent['detail'] = {}): EpisodeEvent => ({
    ...base,
    startsAt,
    kind,
    at,
    severity: kind === 'firing' || kind === 'severity_changed' ? (base.severity ?? null) : null,
    labels: {},
    annotations: {},
    detail,
  });
  if (message.event_update_status === '1') return readUpdate(message, base, event);
  if (message.event_value === '0') {
    const endsAt = timeOf(message, 'recovery');
    return { transition: { ...base, endsAt, endReason: 'resolved' }, events: [event('ok', endsAt)] };
  }
  const isNotified = message.notified?.toLowerCase() !== 'no';
  return {
    transition: { ...base, notifiedAt: isNotified ? receivedAt : null },
    events: [event('firing', startsAt, { operationalData: cutSummary(message.event_opdata) })],
  };
}

function readUpdate(
  message: Message,
  base: EpisodeTransition,
  event: (kind: EpisodeEventKind, at: Date, detail: EpisodeEvent['detail']) => EpisodeEvent,
): { transition: EpisodeTransition; events: EpisodeEvent[] } {
  const at = timeOf(message, 'update');
  const transition = { ...base };
  const actions = (message.update_action ?? 'updated').split(/,\s+|\s+and\s+/).filter((part) => part !== '');
  const events = actions.map((action) => {
    const kind = UPDATES.find(([word]) => word.test(action))?.[1] ?? 'note';
    if (kind === 'acknowledged') {
      transition.acknowledgedAt = at;
      transition.acknowledgedBy = message.user;
    }
    if (kind === 'muted') {
      transition.suppressedAt = at;
      transition.suppressedBy = { kind: 'muted', by: message.user };
    }
    // The recovery that follows has the exact end, if the action sends recoveries at all.
    if (action === 'closed') {
      transition.endsAt = at;
      transition.endReason = 'closed';
    }
    return {
      ...event(kind, at, { action, message: cutSummary(message.update_message) }),
      by: message.user,
    };
  });
  return { transition, events };
}

/** Epoch of Zabbix 7, or date and time of an older one with the offset that the media type names. */
function timeOf(message: Message, part: 'event' | 'recovery' | 'update'): Date {
  const stated = message[`${part}_timestamp`];
  const epoch = parseSenderTime(stated);
  if (epoch !== undefined) return epoch;
  // An older Zabbix leaves the macro as it is; a number is meant to be the time.
  if (typeof stated === 'number' || (typeof stated === 'string' && /^\s*-?\d+\s*$/.test(stated))) {
    throw new UnreadableDelivery(
      'not_zabbix',
      unreadPart({
        field: `${part}_timestamp`,
        code: 'epoch_seconds_in_years',
        params: { from: 2000, to: 2099 },
        found: String(stated).slice(0, 40),
      }),
    );
  }
  const date = message[`${part}_date`];
  const time = message[`${part}_time`];
  if (typeof date !== 'string' || typeof time !== 'string') {
    throw new UnreadableDelivery(
      'not_zabbix',
      unreadPart({ field: `${part}_timestamp`, code: 'epoch_seconds', found: 'nothing' }),
    );
  }
  if (message.utc_offset === null) {
    throw new UnreadableDelivery(
      'no_utc_offset',
      `utc_offset: this Zabbix sends ${part}_date and ${part}_time without a time zone; set utc_offset in the media type, such as +09:00`,
    );
  }
  const at = parseSenderTime(`${date.replaceAll('.', '-')}T${time}${message.utc_offset}`);
  if (at !== undefined) return at;
  throw new UnreadableDelivery(
    'not_zabbix',
    unreadPart({
      field: `${part}_date, ${part}_time, utc_offset`,
      code: 'day_time_offset',
      params: { example: '2026.11.21, 09:30:00, +09:00' },
      found: JSON.stringify(`${date}, ${time}, ${message.utc_offset}`),
    }),
  );
}

function severityOf(number: string | null): string | null {
  return number !== null && /^[0-5]$/.test(number) ? SEVERITIES[Number(number)]! : null;
}

/** Zabbix writes values into names (`{ITEM.LASTVALUE}`): the name of a rule must not change with each of its alerts. */
function nameOf(message: Message): string {
  const { trigger_name: name, trigger_name_orig: original } = message;
  const isVarying = original?.includes('{ITEM.') === true;
  return cutName((isVarying ? original : name) ?? message.event_name ?? message.trigger_id);
}

/** Without its words: Zabbix has values in them as well. */
function definitionOf(message: Message, name: string): RuleDefinition[] {
  if (message.trigger_expression === null) return [];
  return [
    {
      uid: message.trigger_id,
      name,
      expression: message.trigger_expression,
      labels: labelsOf([['host', message.host]]),
      annotations: {},
    },
  ];
}
