import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { EpisodeEvent, EpisodeEventKind } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { GoTime } from './alertmanager-alert.js';
import { nameRuleOfKey, nameRuleOfTitle } from './name-pagerduty-rule.js';
import { readJson, readPart } from './read-json.js';

const Ref = z.looseObject({ id: z.string().nullish(), summary: z.string().nullish() }).nullish().catch(null);
const Time = GoTime.refine((at) => at !== null, expects('not_year_one')).transform((at) => at!);
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
    expects('event_of', { sender: 'PagerDuty (v3)' }),
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
 * (nameRuleOfTitle). Only `triggered` carries the rule; all others are found by the incident, so a title that people
 * change later moves nothing. `high` urgency is what tells people (`notifiedAt`); `low` does not.
 * Blind spots: alerts that PagerDuty grouped into one incident are one, and an incident whose `triggered` never came
 * (it was open when the subscription was made) waits until the history of the account is pulled.
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
  const about = ofIncident(incident.id, receivedAt);
  const events: EpisodeEvent[] = [];
  if (kind === 'firing' || kind === 'reopened') {
    const openedAt = (kind === 'firing' ? incident.created_at : incident.reopened_at) ?? at;
    const rule = kind === 'firing' ? ruleOf(incident) : null;
    events.push({ ...about, ...rule, ...descriptionOf(incident), kind, at: openedAt });
    // Priority and urgency can change while it is open: an event of its own, as for each change.
    const detail = detailOf(incident, 'severity_changed');
    events.push({ ...about, kind: 'severity_changed', at, by, severity: severityOf(incident), detail });
  } else {
    events.push({ ...about, kind, at, by, severity: severityOf(incident), detail: detailOf(incident, kind) });
  }
  if (TELLING.has(type) && incident.urgency === 'high') {
    const detail = detailOf(incident, 'assigned');
    events.push({ ...about, kind: 'notified', at, by: detail.to ?? null, notifiedAt: at, detail });
  }
  return events;
}

/** The rule of an incident as it is when it is triggered; people give titles of their own later. */
function ruleOf({ id, service, title, incident_key: key }: PagerdutyIncident) {
  const name = nameRuleOfKey(key) ?? nameRuleOfTitle(title || id);
  return { ruleUid: `${service?.id ?? ''}/${name}`, ruleName: name };
}

function descriptionOf({ id, service, number, title, incident_key: key, html_url: url }: PagerdutyIncident) {
  return {
    service: service?.summary || null,
    labels: compact({
      incident: number === null || number === undefined ? null : `#${number}`,
      incident_key: key,
      service: service?.summary,
    }),
    annotations: { title: title || id },
    generatorUrl: url || null,
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
