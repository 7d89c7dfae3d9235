import { z } from 'zod';
import type { EpisodeEvent, EpisodeEventKind } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { GoTime } from './alertmanager-alert.js';
import { nameRuleOfKey, nameRuleOfTitle } from './name-pagerduty-rule.js';
import { readJson, readPart } from './read-json.js';

const Ref = z.looseObject({ id: z.string().nullish(), summary: z.string().nullish() }).nullish().catch(null);
const Time = GoTime.refine((at) => at !== null, 'expected a time, not year 1').transform((at) => at!);
const OptionalTime = Time.nullish().catch(null);
const Text = z.string().nullish().catch(null);

const Envelope = z.looseObject({
  event: z.looseObject(
    {
      event_type: z.string(),
      occurred_at: Time,
      agent: Ref,
      data: z.unknown().optional(),
    },
    'expected one event, as in PagerDuty’s webhooks of version 3',
  ),
});

const Incident = z.looseObject({
  id: z.string().min(1),
  title: Text,
  number: z.number().nullish().catch(null),
  html_url: Text,
  incident_key: Text,
  created_at: OptionalTime,
  reopened_at: OptionalTime,
  service: Ref,
  assignees: z.array(Ref).catch([]),
  escalation_policy: Ref,
  priority: Ref,
  urgency: Text,
  resolve_reason: z.unknown().optional(),
});
export type PagerdutyIncident = z.output<typeof Incident>;

/** What belongs to an incident and names it only: notes, status updates, answers of responders. */
const Attachment = z.looseObject({
  incident: z.looseObject({ id: z.string().min(1), summary: Text }),
  content: Text,
  message: Text,
  state: Text,
  user: Ref,
  escalation_policy: Ref,
});

/** Events that carry the incident, and what they are in an episode's history. */
const INCIDENT_EVENTS: Record<string, EpisodeEventKind> = {
  'incident.triggered': 'firing',
  'incident.reopened': 'reopened',
  'incident.resolved': 'ok',
  'incident.acknowledged': 'acknowledged',
  'incident.unacknowledged': 'unacknowledged',
  'incident.priority_updated': 'severity_changed',
  'incident.escalated': 'escalated',
  'incident.delegated': 'assigned',
  'incident.reassigned': 'assigned',
};
const ATTACHMENT_EVENTS: Record<string, EpisodeEventKind> = {
  'incident.annotated': 'note',
  'incident.status_update_published': 'note',
  'incident.responder.added': 'assigned',
  'incident.responder.replied': 'note',
};
/** Read, and left out knowingly: they say nothing of when something fired, who was told and who answered. */
const LEFT_OUT =
  /^(?:pagey\.ping|service\..+|incident\.(?:conference_bridge|custom_field_values|incident_type|role|service_updated|task|action_invocation|workflow)\b.*)$/;
/** With these PagerDuty tells somebody, when the urgency is high. */
const TELLING = new Set([
  'incident.triggered',
  'incident.reopened',
  'incident.escalated',
  'incident.delegated',
  'incident.reassigned',
]);

/**
 * PagerDuty's webhooks, version 3: one event a request, at least once, in order for each incident but not after a
 * retry. Episodes are folded from the events of an incident (fingerprint = its id).
 *
 * PagerDuty has no rules. The rule is (service, name): the name is the field of `incident_key` that names a check
 * (`alertname=`, `service_desc=` … as Nagios and Icinga write it), else the title without state, numbers and ids
 * (nameRuleOfTitle). Events that open carry the rule; all others are found by the incident, so a title that is changed
 * later moves nothing. Each event of an incident also tells when it was created, which mends a lost `triggered`.
 * `high` urgency is what tells people (`notifiedAt`); `low` does not.
 */
export const readPagerduty: Adapter = ({ body, receivedAt }) => {
  const envelope = readPart(Envelope, readJson(body), '');
  if (envelope.problem !== null) throw new UnreadableDelivery('not_pagerduty', envelope.problem);
  const { event_type: type, occurred_at: at, agent, data } = envelope.data.event;
  const by = agent?.summary || null;
  if (Object.hasOwn(INCIDENT_EVENTS, type)) {
    const incident = readPart(Incident, data, 'event.data');
    if (incident.problem !== null) throw new UnreadableDelivery('not_pagerduty', incident.problem);
    const events = eventsOfIncident(incident.data, {
      type,
      kind: INCIDENT_EVENTS[type]!,
      at,
      by,
      receivedAt,
    });
    return adapterOutput({ events });
  }
  if (Object.hasOwn(ATTACHMENT_EVENTS, type)) {
    const attachment = readPart(Attachment, data, 'event.data');
    if (attachment.problem !== null) throw new UnreadableDelivery('not_pagerduty', attachment.problem);
    const { incident, content, message, state, user, escalation_policy: policy } = attachment.data;
    const detail = compact({
      text: content ?? message ?? null,
      state: state ?? null,
      responder: user?.summary ?? policy?.summary ?? null,
      ...(type === 'incident.status_update_published' ? { of: 'status update' } : {}),
    });
    const kind = ATTACHMENT_EVENTS[type]!;
    return adapterOutput({ events: [{ ...ofIncident(incident.id, receivedAt), kind, at, by, detail }] });
  }
  const warnings = LEFT_OUT.test(type)
    ? []
    : [`The event "${type.slice(0, 80)}" is not known to this version and was left out.`];
  return adapterOutput({ warnings });
};

interface Occurrence {
  type: string;
  kind: EpisodeEventKind;
  at: Date;
  by: string | null;
  receivedAt: Date;
}

function eventsOfIncident(incident: PagerdutyIncident, said: Occurrence): EpisodeEvent[] {
  const { type, kind, at, by, receivedAt } = said;
  const { created_at: createdAt, reopened_at: reopenedAt } = incident;
  const about = ofIncident(incident.id, receivedAt);
  const events: EpisodeEvent[] = [];
  const openedAt = createdAt ?? (kind === 'firing' ? at : null);
  if (openedAt !== null) events.push(openingEvent(incident, 'firing', openedAt, receivedAt));
  const againAt = reopenedAt ?? (kind === 'reopened' ? at : null);
  if (againAt !== null) events.push(openingEvent(incident, 'reopened', againAt, receivedAt));
  if (kind !== 'firing' && kind !== 'reopened') {
    events.push({ ...about, kind, at, by, severity: severityOf(incident), detail: detailOf(incident, kind) });
  } else {
    // What can change while it is open is an event of its own: the opening one is the same in each message.
    const detail = detailOf(incident, 'severity_changed');
    events.push({ ...about, kind: 'severity_changed', at, by, severity: severityOf(incident), detail });
  }
  if (TELLING.has(type) && incident.urgency === 'high') {
    const detail = detailOf(incident, 'assigned');
    events.push({ ...about, kind: 'notified', at, by: detail.to ?? null, notifiedAt: at, detail });
  }
  return events;
}

/** The same whenever it is told, so that its repeats are one row; only these name the rule. */
function openingEvent(
  incident: PagerdutyIncident,
  kind: 'firing' | 'reopened',
  at: Date,
  receivedAt: Date,
): EpisodeEvent {
  const { service, number, incident_key: key, html_url: url, title } = incident;
  const summary = title || incident.id;
  const name = nameRuleOfKey(key) ?? nameRuleOfTitle(summary);
  return {
    ruleUid: `${service?.id ?? ''}/${name}`,
    ruleName: name,
    fingerprint: incident.id,
    startsAt: null,
    kind,
    at,
    service: service?.summary || null,
    labels: compact({
      incident: number === null || number === undefined ? null : `#${number}`,
      incident_key: key ?? null,
      service: service?.summary ?? null,
    }),
    annotations: { title: summary },
    generatorUrl: url || null,
    receivedAt,
  };
}

/** An event whose rule is the one of the event that opened the incident. */
function ofIncident(id: string, receivedAt: Date) {
  return {
    ruleUid: '',
    ruleName: '',
    fingerprint: id,
    startsAt: null,
    labels: {},
    annotations: {},
    receivedAt,
  };
}

/** Its priority where the account has priorities, else its urgency. */
function severityOf({ priority, urgency }: PagerdutyIncident): string | null {
  return priority?.summary || urgency || null;
}

function detailOf(incident: PagerdutyIncident, kind: EpisodeEventKind): Record<string, string> {
  const { assignees, escalation_policy: policy, priority, urgency, resolve_reason: reason } = incident;
  const people = assignees.map((assignee) => assignee?.summary).filter((name) => name);
  switch (kind) {
    case 'severity_changed':
      return compact({ to: severityOf(incident), priority: priority?.summary, urgency });
    case 'assigned':
    case 'escalated':
      return compact({ to: people.join(', ') || policy?.summary, policy: policy?.summary });
    case 'ok':
      return compact({ reason: typeof reason === 'string' ? reason : reasonType(reason) });
    default:
      return {};
  }
}

/** `merge_resolve_reason` and its like: an incident that was merged into another has this. */
function reasonType(reason: unknown): string | null {
  const type = reason !== null && typeof reason === 'object' ? (reason as { type?: unknown }).type : null;
  return typeof type === 'string' ? type : null;
}

function compact(fields: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]));
}
