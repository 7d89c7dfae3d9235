import { z } from 'zod';
import type { SenderMessage } from '../../deliveries/delivery-reading.service.js';
import type { PulledRecord, PullKind } from '../connector-kind.js';
import { type PullClient, readAnswer } from '../pull-client.js';
import { shareOfRange } from '../share-of-range.js';
import { PullTime } from './pull-time.js';

/** Each incident costs a request for its log besides. */
const INCIDENTS_A_PAGE = 25;
const ENTRIES_A_PAGE = 100;
const MAX_LOG_PAGES = 20;

const Incident = z.looseObject({
  id: z.string().min(1),
  title: z.string().nullish(),
  summary: z.string().nullish(),
  status: z.string(),
  created_at: PullTime,
  last_status_change_at: PullTime.nullish().catch(null),
});
type Incident = z.output<typeof Incident>;
const IncidentsAnswer = z.looseObject({ incidents: z.array(z.unknown()), more: z.boolean().nullish() });

const Entry = z.looseObject({
  type: z.string(),
  created_at: PullTime,
  agent: z.looseObject({ summary: z.string().nullish() }).nullish().catch(null),
  event_details: z.looseObject({ description: z.string().nullish() }).nullish().catch(null),
  channel: z.looseObject({ summary: z.string().nullish() }).nullish().catch(null),
});
type Entry = z.output<typeof Entry>;
const LogAnswer = z.looseObject({ log_entries: z.array(z.unknown()), more: z.boolean().nullish() });

/** Entries of an incident's log, and the event that PagerDuty's webhook makes of the same thing. */
const EVENTS: Record<string, string> = {
  trigger_log_entry: 'incident.triggered',
  acknowledge_log_entry: 'incident.acknowledged',
  unacknowledge_log_entry: 'incident.unacknowledged',
  resolve_log_entry: 'incident.resolved',
  escalate_log_entry: 'incident.escalated',
  assign_log_entry: 'incident.reassigned',
  delegate_log_entry: 'incident.delegated',
};
const PagePosition = z.number().int().min(0);

/**
 * Incidents by the time of their creation, each with its log: an incident that is resolved no longer says who
 * acknowledged it and when, its log does. Lists of PagerDuty end at 10,000, a week's range keeps below that.
 */
export const pagerduty: PullKind = {
  headers: (token) => ({
    accept: 'application/vnd.pagerduty+json;version=2',
    ...(token === null ? {} : { authorization: `Token token=${token}` }),
  }),
  historyWindowDays: 7,
  overlapSeconds: 7 * 86_400,
  async pull({ client, from, to, page }) {
    const offset = PagePosition.catch(0).parse(page);
    const { value } = await client.get('/incidents', {
      since: from.toISOString(),
      until: to.toISOString(),
      'statuses[]': ['triggered', 'acknowledged', 'resolved'],
      sort_by: 'created_at:asc',
      time_zone: 'UTC',
      limit: INCIDENTS_A_PAGE,
      offset,
    });
    const answer = readAnswer(IncidentsAnswer, value, 'PagerDuty’s incidents');
    const records: PulledRecord[] = [];
    let last = from;
    for (const row of answer.incidents) {
      const incident = readAnswer(Incident, row, 'PagerDuty’s incidents');
      records.push(toRecord(row as object, incident, await pullLog(client, incident.id)));
      last = incident.created_at;
    }
    const isMore = answer.more === true && answer.incidents.length > 0;
    return {
      records,
      nextPage: isMore ? offset + answer.incidents.length : null,
      share: isMore ? shareOfRange(from, to, last) : 1,
    };
  },
};

async function pullLog(client: PullClient, id: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let page = 0; page < MAX_LOG_PAGES; page += 1) {
    const { value } = await client.get(`/incidents/${encodeURIComponent(id)}/log_entries`, {
      time_zone: 'UTC',
      limit: ENTRIES_A_PAGE,
      'include[]': 'channels',
      offset: entries.length,
    });
    const answer = readAnswer(LogAnswer, value, 'PagerDuty’s log entries');
    entries.push(...answer.log_entries.map((row) => readAnswer(Entry, row, 'PagerDuty’s log entries')));
    if (answer.more !== true || answer.log_entries.length === 0) break;
  }
  return entries.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
}

function toRecord(row: object, incident: Incident, log: readonly Entry[]): PulledRecord {
  const first = (type: string) => log.find((entry) => entry.type === type)?.created_at ?? null;
  const resolvedAt = log.findLast((entry) => entry.type === 'resolve_log_entry')?.created_at ?? null;
  const isResolved = incident.status === 'resolved';
  const messages = log.flatMap((entry) => toMessage(row, entry));
  // The log of an old incident may be gone; what the incident itself says is still true.
  if (first('trigger_log_entry') === null) {
    messages.unshift(message(row, 'incident.triggered', incident.created_at, null));
  }
  const endsAt = isResolved ? (resolvedAt ?? incident.last_status_change_at ?? null) : null;
  if (isResolved && resolvedAt === null && endsAt !== null) {
    messages.push(message(row, 'incident.resolved', endsAt, null));
  }
  return {
    subject: 'episode',
    externalId: incident.id,
    title: incident.title || incident.summary || incident.id,
    changedAt: log.at(-1)?.created_at ?? incident.last_status_change_at ?? incident.created_at,
    isPushed: true,
    messages,
    expected: { startsAt: incident.created_at, endsAt, acknowledgedAt: first('acknowledge_log_entry') },
  };
}

function toMessage(row: object, entry: Entry): SenderMessage[] {
  const type = EVENTS[entry.type];
  if (type === undefined) return [];
  // The rule is read from the title that it was triggered with, as the webhook tells it; people rename incidents later.
  const first = entry.event_details?.description || entry.channel?.summary;
  const told = entry.type === 'trigger_log_entry' && first ? { ...row, title: first } : row;
  return [message(told, type, entry.created_at, entry.agent ?? null)];
}

function message(row: object, type: string, at: Date, agent: unknown): SenderMessage {
  const event = {
    event_type: type,
    resource_type: 'incident',
    occurred_at: at.toISOString(),
    agent,
    data: row,
  };
  return { adapter: 'pagerduty', body: { event } };
}
