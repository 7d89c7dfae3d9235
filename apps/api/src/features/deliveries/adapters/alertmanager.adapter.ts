import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { unreadPart } from '../../../errors/unread-part.js';
import type { EpisodeTransition } from '../../episodes/episode.service.js';
import { SourceMappingService } from '../../source-mappings/source-mapping.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { AlertAnnotations, AlertLabels, GoTime, toTransition } from './alertmanager-alert.js';
import { isRecorderBody, readAlertmanagerEvents } from './alertmanager-events.adapter.js';
import { readAlertFast } from './fast-alert.js';
import { readJson, readPart } from './read-json.js';

const Envelope = z.looseObject({
  version: z.string().nullish().catch(null),
  alerts: z.array(z.unknown(), expects('alertmanager_alerts')),
  truncatedAlerts: z.number().int().nonnegative().catch(0),
  notification_reason: z.string().nullish().catch(null),
});

/** Reasons that say nothing of a notification. */
const NO_REASON = new Set(['', 'none', 'unknown']);

const FINGERPRINT = /^[0-9a-f]{16}$/;

const Alert = z
  .object({
    status: z.enum(['firing', 'resolved']),
    labels: AlertLabels,
    annotations: AlertAnnotations,
    startsAt: GoTime,
    endsAt: GoTime.nullish(),
    generatorURL: z.string().nullish(),
    fingerprint: z
      .string()
      .regex(FINGERPRINT, expects('hex_digits', { n: 16 }))
      .nullish(),
  })
  .refine(({ startsAt }) => startsAt !== null, { path: ['startsAt'], message: expects('not_year_one') })
  .refine(
    ({ status, startsAt, endsAt }) => status === 'firing' || !startsAt || !endsAt || endsAt >= startsAt,
    { path: ['endsAt'], message: expects('time_at_or_after', { field: 'startsAt' }) },
  );

/**
 * Alertmanager's webhook, version 4. A notification repeats every alert of its group, and redundant Alertmanagers send
 * it twice: identity is (name, fingerprint, start), so repeats change nothing. `endsAt` of a firing alert is a guess
 * of the sender and is left out. A notification that came in is one that people got: its receipt is `notifiedAt`.
 * `notification_reason` (from 0.32) says what is a repeat without comparing; a repeat is read all the same, because it
 * is what mends a message that was lost. A resolved alert without an end has ended by the time of receipt.
 * Blind spots: silenced and inhibited alerts and those shorter than a group interval never come this way, what
 * `max_alerts` cut off does not either (kept as `truncatedAlerts`), and `send_resolved: false` leaves every end out.
 * The event recorder (alertmanager-events) may send to the same address.
 */
export const readAlertmanager: Adapter = (input) => {
  const { body, receivedAt, settings } = input;
  const value = readJson(body);
  if (isRecorderBody(value)) return readAlertmanagerEvents(input);
  const envelope = readPart(Envelope, value, '');
  if (envelope.problem !== null) {
    // A receiver with a payload of its own (webhook templates): what its mapping says.
    if (settings.mapping !== undefined) {
      return adapterOutput(SourceMappingService.read(settings.mapping, value, receivedAt));
    }
    throw new UnreadableDelivery('not_alertmanager', envelope.problem);
  }
  const { alerts, truncatedAlerts, notification_reason: reason, version } = envelope.data;
  const transitions: EpisodeTransition[] = [];
  const problems: UnreadPart[] = [];
  let withoutEnd = 0;
  for (const [index, part] of alerts.entries()) {
    const alert = readFast(part) ?? readPart(Alert, part, `alerts.${index}`);
    if (alert.problem !== null) {
      problems.push(alert.problem);
      continue;
    }
    const { status, fingerprint } = alert.data;
    const startsAt = alert.data.startsAt!;
    let endsAt = status === 'resolved' ? (alert.data.endsAt ?? null) : null;
    if (status === 'resolved' && endsAt === null) {
      if (receivedAt < startsAt) {
        problems.push(
          unreadPart({ field: `alerts.${index}.endsAt`, code: 'time_of_resolved', found: 'nothing' }),
        );
        continue;
      }
      endsAt = receivedAt;
      withoutEnd += 1;
    }
    transitions.push(
      toTransition(
        alert.data,
        {
          fingerprint: fingerprint ?? null,
          startsAt,
          endsAt,
          expectedEndAt: null,
          notifiedAt: receivedAt,
          receivedAt,
        },
        settings,
      ),
    );
  }
  const warnings: string[] = [];
  if (truncatedAlerts > 0) {
    warnings.push(
      `Alertmanager left out ${truncatedAlerts} alerts of this group (max_alerts): counts are too low.`,
    );
  }
  if (withoutEnd > 0) {
    warnings.push(
      `${withoutEnd} resolved alerts carry no end (endsAt): the time at which they came in stands for it.`,
    );
  }
  if (version === '1') {
    warnings.push(
      'This looks like Grafana (version "1"): a source of the kind Grafana knows its rules by their ids.',
    );
  }
  return adapterOutput({
    transitions,
    warnings,
    problems,
    truncatedAlerts,
    notificationReason: NO_REASON.has(reason ?? '') ? null : reason!.slice(0, 100),
  });
};

/** What needs no words about it. */
function readFast(part: unknown): { data: z.output<typeof Alert>; problem: null } | null {
  const fields = readAlertFast(part);
  if (fields === null) return null;
  const { status, fingerprint } = part as Record<string, unknown>;
  const { labels, annotations, startsAt, endsAt, generatorURL } = fields;
  if (status !== 'firing' && status !== 'resolved') return null;
  if (typeof fingerprint !== 'string' || !FINGERPRINT.test(fingerprint)) return null;
  if (!startsAt || (status === 'resolved' && (!endsAt || endsAt < startsAt))) return null;
  return {
    data: { status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint },
    problem: null,
  };
}
