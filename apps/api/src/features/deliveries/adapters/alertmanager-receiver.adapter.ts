import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { EpisodeEvent, EpisodeTransition } from '../../episodes/episode.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { AlertAnnotations, AlertLabels, GoTime, toTransition } from './alertmanager-alert.js';
import { readAlertFast } from './fast-alert.js';
import { readJson, readPart } from './read-json.js';

/** Alertmanager's default `resolve_timeout`: how long an alert without an end is held for firing. */
const RESOLVE_TIMEOUT_MS = 5 * 60_000;

const Alerts = z.array(z.unknown(), expects('alerts_as', { way: 'POST /api/v2/alerts' }));

const Alert = z
  .object({
    labels: AlertLabels,
    annotations: AlertAnnotations,
    startsAt: GoTime.nullish(),
    endsAt: GoTime.nullish(),
    generatorURL: z.string().nullish(),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || endsAt >= startsAt, {
    path: ['endsAt'],
    message: expects('time_at_or_after', { field: 'startsAt' }),
  });

/**
 * What Prometheus sends to an Alertmanager (API v2): every alert again and again while it fires and for some minutes
 * after it ended. An end that has passed is real; one in the future says until when the alert may be held for firing
 * if nothing more is heard (`expectedEndAt`). Nobody is notified by this way in, and it sees what Alertmanager would
 * silence, inhibit or not tell because it was too short. An alert without `startsAt` starts when it is first seen, as in
 * Alertmanager: it is an event, from which an episode begins if none of its labels is open, and goes on or ends if one is.
 */
export const readAlertmanagerReceiver: Adapter = ({ body, receivedAt, settings }) => {
  const alerts = readPart(Alerts, readJson(body), '');
  if (alerts.problem !== null) throw new UnreadableDelivery('not_alertmanager', alerts.problem);
  const transitions: EpisodeTransition[] = [];
  const events: EpisodeEvent[] = [];
  const problems: UnreadPart[] = [];
  for (const [index, part] of alerts.data.entries()) {
    const alert = readFast(part) ?? readPart(Alert, part, String(index));
    if (alert.problem !== null) {
      problems.push(alert.problem);
      continue;
    }
    const { startsAt, endsAt } = alert.data;
    const hasEnded = endsAt != null && endsAt <= receivedAt;
    const transition = toTransition(
      alert.data,
      {
        fingerprint: null,
        startsAt: startsAt ?? (hasEnded ? endsAt : receivedAt),
        endsAt: hasEnded ? endsAt : null,
        expectedEndAt: hasEnded ? null : (endsAt ?? new Date(receivedAt.getTime() + RESOLVE_TIMEOUT_MS)),
        notifiedAt: null,
        receivedAt,
      },
      settings,
    );
    if (startsAt) transitions.push(transition);
    else events.push(withoutStart(transition, hasEnded));
  }
  return adapterOutput({ transitions, events, problems });
};

/** The alert as seen now: firing, or ended at the instant that it names. */
function withoutStart(transition: EpisodeTransition, hasEnded: boolean): EpisodeEvent {
  const { startsAt, endsAt: _, endReason: __, ...said } = transition;
  return { ...said, startsAt: null, kind: hasEnded ? 'ok' : 'firing', at: startsAt };
}

/** What needs no words about it. */
function readFast(part: unknown): { data: z.output<typeof Alert>; problem: null } | null {
  const data = readAlertFast(part);
  if (data === null || (data.startsAt && data.endsAt && data.endsAt < data.startsAt)) return null;
  return { data, problem: null };
}
