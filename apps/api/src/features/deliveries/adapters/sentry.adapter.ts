import { z } from 'zod';
import { unreadPart } from '../../../errors/unread-part.js';
import type { EpisodeEvent } from '../../episodes/episode.service.js';
import {
  type Adapter,
  type AdapterInput,
  type AdapterOutput,
  adapterOutput,
  UnreadableDelivery,
} from './adapter.js';
import { readJson, readPart } from './read-json.js';
import { cutName, cutSummary, labelsOf, MaybeText, Name, serviceOf } from './sender-labels.js';
import { parseSenderTime, SenderTime } from './sender-time.js';
import { readSentryMetricAlert } from './sentry-metric-alert.js';

const DEFAULT_SERVICE_LABELS = ['service', 'project'];

const Actor = z.looseObject({ name: MaybeText, type: MaybeText }).nullish().catch(null);

/** `[["level", "error"], …]`, sometimes `[{key, value}, …]`. */
const Tags = z
  .array(
    z.union([
      z.tuple([z.string(), z.string()]).rest(z.unknown()),
      z
        .looseObject({ key: z.string(), value: z.string() })
        .transform(({ key, value }) => [key, value] as const),
    ]),
  )
  .catch([])
  .transform((tags) => tags.map(([key, value]) => [key, value] as const));

const EventAlert = z.looseObject({
  action: Name,
  data: z.looseObject({
    event: z.looseObject({
      event_id: MaybeText,
      issue_id: Name,
      title: MaybeText,
      level: MaybeText,
      platform: MaybeText,
      culprit: MaybeText,
      environment: MaybeText,
      release: MaybeText,
      project: MaybeText,
      url: MaybeText,
      datetime: z.unknown().optional(),
      timestamp: z.unknown().optional(),
      received: z.unknown().optional(),
      web_url: MaybeText,
      tags: Tags,
    }),
    triggered_rule: Name,
  }),
});

const IssueMessage = z.looseObject({
  action: Name,
  actor: Actor,
  data: z.looseObject({
    issue: z.looseObject({
      id: Name,
      shortId: MaybeText,
      title: MaybeText,
      substatus: MaybeText,
      web_url: MaybeText,
      assignedTo: z.looseObject({ name: MaybeText, email: MaybeText }).nullish().catch(null),
    }),
  }),
});

/** The issue's webhook names no alert rule: the ledger takes such an event to every rule that the issue fired under. */
const RULE_UNKNOWN = '';

/**
 * Sentry's webhooks of an integration. Issue alerts (`event_alert`) say that an issue made a rule fire and never that
 * it is over; that is what the `issue` webhook says (resolved, archived, unresolved again), which names the issue only:
 * so the fingerprint is the issue, and episodes are folded. Metric alerts name their start and end
 * (sentry-metric-alert.ts). Blind spots: without the `issue` webhook issue alerts never end; Sentry gives up a
 * receiver after 1,000 timeouts in a day.
 */
export const readSentry: Adapter = (input) => {
  const value = readJson(input.body);
  const resource = input.headers['sentry-hook-resource'] ?? guessResource(value);
  switch (resource) {
    case 'event_alert':
      return readEventAlert(value, input);
    case 'issue':
      return readIssue(value, input);
    case 'metric_alert':
      return readSentryMetricAlert(value, input);
    case 'error':
    case 'comment':
    case 'installation':
    case 'seer':
      return leftOut(`Tenken reads nothing from Sentry's "${resource}" webhook; it can be switched off.`);
    default:
      throw new UnreadableDelivery(
        'not_sentry',
        unreadPart({
          field: 'Sentry-Hook-Resource',
          code: 'one_of',
          params: { values: 'event_alert, issue, metric_alert' },
          found: JSON.stringify(resource),
        }),
      );
  }
};

function leftOut(warning: string): AdapterOutput {
  return adapterOutput({ warnings: [warning] });
}

/** For a sender between that lost the header: each resource has its own part in `data`. */
function guessResource(value: unknown): string {
  const data = value !== null && typeof value === 'object' ? (value as { data?: unknown }).data : null;
  if (data === null || typeof data !== 'object') return 'nothing';
  if ('metric_alert' in data) return 'metric_alert';
  if ('triggered_rule' in data) return 'event_alert';
  return 'issue' in data ? 'issue' : 'nothing';
}

function readEventAlert(value: unknown, { receivedAt, settings }: AdapterInput): AdapterOutput {
  const read = readPart(EventAlert, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_sentry', read.problem);
  const { event, triggered_rule: rule } = read.data.data;
  const stated = [event.datetime, event.timestamp, event.received].find(
    (at) => at !== undefined && at !== null,
  );
  const at = readPart(SenderTime, stated, 'data.event.datetime');
  if (at.problem !== null) throw new UnreadableDelivery('not_sentry', at.problem);
  const labels = labelsOf([
    ...event.tags,
    ['project', slugOf(event.url)],
    ['projectId', event.project],
    ['environment', event.environment],
    ['release', event.release],
    ['platform', event.platform],
  ]);
  const firing: EpisodeEvent = {
    ruleUid: cutName(`issue-alert/${event.project ?? ''}/${rule}`),
    ruleName: rule,
    fingerprint: event.issue_id,
    startsAt: null,
    kind: 'firing',
    at: at.data,
    notifiedAt: at.data,
    service: serviceOf(labels, settings.serviceLabels, DEFAULT_SERVICE_LABELS),
    severity: event.level,
    labels,
    annotations: labelsOf([
      ['summary', cutSummary(event.title)],
      ['culprit', cutSummary(event.culprit)],
    ]),
    generatorUrl: event.web_url,
    detail: { issueId: event.issue_id, eventId: event.event_id, title: cutSummary(event.title) },
    receivedAt,
  };
  return adapterOutput({ events: [firing] });
}

/** The event says its project by number; the name that people know stands in its address in Sentry's API. */
function slugOf(url: string | null): string | null {
  return /\/projects\/[^/]+\/([^/]+)\//.exec(url ?? '')?.[1] ?? null;
}

function readIssue(value: unknown, { headers, receivedAt }: AdapterInput): AdapterOutput {
  const read = readPart(IssueMessage, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_sentry', read.problem);
  const { action, actor } = read.data;
  const { issue } = read.data.data;
  // The issue does not say when its state changed; the header says when Sentry sent the message.
  const sentAt = parseSenderTime(headers['sentry-hook-timestamp']);
  const warnings =
    sentAt === undefined ? ['Sentry-Hook-Timestamp is missing: the time of receipt stands for it.'] : [];
  const base: Omit<EpisodeEvent, 'kind'> = {
    ruleUid: RULE_UNKNOWN,
    ruleName: '',
    fingerprint: issue.id,
    startsAt: null,
    at: sentAt ?? receivedAt,
    by: actor?.name ?? null,
    labels: {},
    annotations: {},
    detail: { action, issueId: issue.id, shortId: issue.shortId, substatus: issue.substatus },
    receivedAt,
  };
  switch (action) {
    case 'resolved':
      return adapterOutput({ events: [{ ...base, kind: 'ok' }], warnings });
    case 'unresolved':
      return adapterOutput({ events: [{ ...base, kind: 'reopened' }], warnings });
    // A person decided to hear of it no more: that ends the alert.
    case 'ignored':
    case 'archived':
      return adapterOutput({
        events: [
          { ...base, kind: 'muted' },
          { ...base, kind: 'ok' },
        ],
        warnings,
      });
    case 'assigned': {
      const owner = issue.assignedTo?.name ?? issue.assignedTo?.email ?? null;
      return adapterOutput({
        events: [{ ...base, kind: 'assigned', detail: { ...base.detail, owner } }],
        warnings,
      });
    }
    case 'created':
      return leftOut('A new issue is no alert: an alert rule that it fires says so itself. It was left out.');
    default:
      return leftOut(`Tenken reads nothing from the action "${action}" of an issue; it was left out.`);
  }
}
