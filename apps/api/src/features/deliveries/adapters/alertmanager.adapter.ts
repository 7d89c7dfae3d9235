import { z } from 'zod';
import type { EpisodeTransition } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { AlertAnnotations, AlertLabels, GoTime, toTransition } from './alertmanager-alert.js';
import { readAlertFast } from './fast-alert.js';
import { readJson, readPart } from './read-json.js';

const Envelope = z.looseObject({
  alerts: z.array(z.unknown(), 'expected an array of alerts, as in Alertmanager’s webhook (version 4)'),
  truncatedAlerts: z.number().catch(0),
});

const FINGERPRINT = /^[0-9a-f]{16}$/;

const Alert = z
  .object({
    status: z.enum(['firing', 'resolved'], 'expected "firing" or "resolved"'),
    labels: AlertLabels,
    annotations: AlertAnnotations,
    startsAt: GoTime,
    endsAt: GoTime.nullish(),
    generatorURL: z.string().nullish(),
    fingerprint: z.string().regex(FINGERPRINT, 'expected 16 hexadecimal digits').nullish(),
  })
  .refine(({ startsAt }) => startsAt !== null, { path: ['startsAt'], message: 'expected a time, not year 1' })
  .refine(({ status, endsAt }) => status === 'firing' || endsAt, {
    path: ['endsAt'],
    message: 'expected a time, the alert is resolved',
  })
  .refine(
    ({ status, startsAt, endsAt }) => status === 'firing' || !startsAt || !endsAt || endsAt >= startsAt,
    { path: ['endsAt'], message: 'expected a time at or after startsAt' },
  );

/**
 * Alertmanager's webhook, version 4. A notification repeats every alert of its group, and redundant Alertmanagers send
 * it twice: identity is (name, fingerprint, start), so repeats change nothing. `endsAt` of a firing alert is a guess
 * of the sender and is left out. A notification that came in is one that people got: its receipt is `notifiedAt`.
 * Blind spots: silenced and inhibited alerts and those shorter than a group interval never come this way.
 */
export const readAlertmanager: Adapter = ({ body, receivedAt, settings }) => {
  const envelope = readPart(Envelope, readJson(body), '');
  if (envelope.problem !== null) throw new UnreadableDelivery('not_alertmanager', envelope.problem);
  const transitions: EpisodeTransition[] = [];
  const problems: string[] = [];
  for (const [index, part] of envelope.data.alerts.entries()) {
    const alert = readFast(part) ?? readPart(Alert, part, `alerts.${index}`);
    if (alert.problem !== null) {
      problems.push(alert.problem);
      continue;
    }
    const { status, startsAt, endsAt, fingerprint } = alert.data;
    transitions.push(
      toTransition(
        alert.data,
        {
          fingerprint: fingerprint ?? null,
          startsAt: startsAt!,
          endsAt: status === 'resolved' ? endsAt! : null,
          expectedEndAt: null,
          notifiedAt: receivedAt,
          receivedAt,
        },
        settings,
      ),
    );
  }
  const { truncatedAlerts } = envelope.data;
  const warnings =
    truncatedAlerts > 0
      ? [`Alertmanager left out ${truncatedAlerts} alerts of this group (max_alerts): counts are too low.`]
      : [];
  return adapterOutput({ transitions, warnings, problems });
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
