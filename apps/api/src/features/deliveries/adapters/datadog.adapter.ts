import { DATADOG_FIELDS, type DatadogField } from '@tenken/shared/datadog-template';
import { z } from 'zod';
import { unreadPart } from '../../../errors/unread-part.js';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { EpisodeEvent, EpisodeEventKind } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';
import { cutSummary, labelsOf, MaybeText, Name, serviceOf, tagPairs } from './sender-labels.js';
import { SenderTime } from './sender-time.js';

const DEFAULT_SERVICE_LABELS = ['service', 'app'];
/** Shorter ones (`1`, `eu`) are in many names by chance. */
const MIN_VALUE_LENGTH = 3;

const Message = z.looseObject({
  id: MaybeText,
  date: SenderTime,
  monitorId: Name,
  cycleKey: Name,
  transition: Name,
  title: Name,
  type: MaybeText,
  priority: MaybeText,
  scope: MaybeText,
  tags: MaybeText,
  hostname: MaybeText,
  metric: MaybeText,
  query: MaybeText,
  status: MaybeText,
  message: MaybeText,
  link: MaybeText,
  snapshot: MaybeText,
  organization: MaybeText,
});
type Message = z.output<typeof Message>;

/** `$ALERT_TRANSITION`. What is sent again (Re-…) repeats what is so already: the fold counts it as a notification. */
const TRANSITIONS: Readonly<Record<string, { kind: EpisodeEventKind; severity: string | null }>> = {
  triggered: { kind: 'firing', severity: 'critical' },
  're-triggered': { kind: 'firing', severity: 'critical' },
  warn: { kind: 'firing', severity: 'warning' },
  're-warn': { kind: 'firing', severity: 'warning' },
  recovered: { kind: 'ok', severity: null },
  're-recovered': { kind: 'ok', severity: null },
  // The monitor cannot see: neither a firing nor an end.
  'no data': { kind: 'no_data', severity: null },
  're-no data': { kind: 'no_data', severity: null },
  renotify: { kind: 'notified', severity: null },
};

/** What Datadog puts before the name of a monitor: `[P1] [Re-Triggered on {host:a}] `. */
const TITLE_PREFIX =
  /^(\s*\[(P[1-5]|(Re-)?(Triggered|Warn|Recovered|No Data)|Renotify|Monitor Alert)\b[^\]]*\])+\s*/i;
const TEST_TITLE = /^\s*\[TEST\]/i;

/**
 * Datadog's webhook with the template of libs/shared/src/datadog-template.ts: Datadog sends what a person pasted, so
 * a message that lacks a variable says which. The rule is the monitor, the episode its alert cycle; Datadog names no
 * start, so episodes are folded. A message is one that people were told by: `@webhook-…` stands in the text of the
 * monitor's notification. Blind spots: muted monitors and monitors without the mention send nothing.
 */
export const readDatadog: Adapter = ({ body, headers, receivedAt, settings }) => {
  if (headers['content-type']?.includes('form-urlencoded')) {
    throw new UnreadableDelivery(
      'form_encoded',
      'The payload came as a form: untick "Encode as form" in the webhook of Datadog.',
    );
  }
  const value = readJson(body);
  refuseMissing(value);
  const read = readPart(Message, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_datadog_template', read.problem);
  const message = read.data;
  if (TEST_TITLE.test(message.title)) {
    return adapterOutput({ warnings: ['A test notification of Datadog: it is no alert and was left out.'] });
  }
  const transition = message.transition.toLowerCase();
  if (!Object.hasOwn(TRANSITIONS, transition)) {
    throw new UnreadableDelivery(
      'unknown_transition',
      unreadPart({
        field: 'transition',
        code: 'one_of',
        params: {
          values: 'Triggered, Re-Triggered, Warn, Re-Warn, Recovered, No Data, Re-No Data, Renotify',
        },
        found: JSON.stringify(message.transition),
      }),
    );
  }
  const event = toEvent(message, TRANSITIONS[transition]!, receivedAt);
  event.service = serviceOf(event.labels, settings.serviceLabels, DEFAULT_SERVICE_LABELS);
  return adapterOutput({
    events: [event],
    definitions: definitionOf(message, event),
    warnings: warnOfOldTemplate(value as object),
  });
};

function toEvent(
  message: Message,
  { kind, severity }: { kind: EpisodeEventKind; severity: string | null },
  receivedAt: Date,
): EpisodeEvent {
  const isAlerting = kind === 'firing' || kind === 'notified';
  const name = message.title.replace(TITLE_PREFIX, '') || message.title;
  return {
    ruleUid: message.monitorId,
    ruleName: name,
    fingerprint: message.cycleKey,
    startsAt: null,
    kind,
    at: message.date,
    // By the sender's clock: a repeated delivery is then the same event.
    notifiedAt: isAlerting ? message.date : null,
    severity,
    labels: labelsOf([
      ...tagPairs((message.scope ?? '').split(',')),
      ...tagPairs((message.tags ?? '').split(',')),
      ['host', message.hostname],
      ['priority', message.priority],
    ]),
    annotations: labelsOf([
      ['query', message.query],
      ['metric', message.metric],
      ['status', message.status],
      ['description', cutSummary(message.message)],
      ['snapshot', message.snapshot],
      ['organization', message.organization],
    ]),
    generatorUrl: message.link,
    summary: cutSummary(name),
    detail: { transition: message.transition, eventId: message.id },
    receivedAt,
  };
}

/**
 * The query of the monitor. A monitor's name may be a template (`{{host.name}} is down`), of which only what became of it
 * is sent: with a value of the alert in it, it is no name of the rule, and nothing is defined.
 */
function definitionOf({ query }: Message, { ruleUid, ruleName, labels }: EpisodeEvent): RuleDefinition[] {
  const values = Object.values(labels).flatMap((value) => value.split(','));
  const isVarying = values.some((value) => value.length >= MIN_VALUE_LENGTH && ruleName.includes(value));
  if (query === null || isVarying) return [];
  return [{ uid: ruleUid, name: ruleName, expression: query, labels: {}, annotations: {} }];
}

/** @throws UnreadableDelivery that names every required variable that is not there, not only the first. */
function refuseMissing(value: unknown): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new UnreadableDelivery(
      'not_datadog_template',
      unreadPart({ field: null, code: 'datadog_template' }),
    );
  }
  const missing = DATADOG_FIELDS.filter(({ key, isRequired }) => isRequired && isMissing(value, key));
  if (missing.length === 0) return;
  throw new UnreadableDelivery(
    'not_datadog_template',
    `The payload of the webhook lacks ${missing.map(nameOf).join(', ')}. Paste the template of Tenken into Datadog.`,
  );
}

/** Empty, or a variable that Datadog does not know and left as it is. */
function isMissing(value: object, key: string): boolean {
  const found = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  return (
    found === undefined || found === null || (typeof found === 'string' && /^\s*(\$[A-Z_]+)?\s*$/.test(found))
  );
}

function warnOfOldTemplate(value: object): string[] {
  const absent = DATADOG_FIELDS.filter(({ key }) => !Object.hasOwn(value, key));
  return absent.length === 0
    ? []
    : [`The payload of the webhook has no ${absent.map(nameOf).join(', ')}; Tenken’s template has.`];
}

function nameOf({ key, variable }: DatadogField): string {
  return `${key} (${variable})`;
}
