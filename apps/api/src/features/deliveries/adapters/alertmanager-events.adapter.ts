import { labelFingerprint } from '@tenken/shared/label-fingerprint';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { partAt } from '../../../errors/part-at.js';
import { unreadPart } from '../../../errors/unread-part.js';
import type { EpisodeEvent } from '../../episodes/episode.service.js';
import {
  type Adapter,
  type AdapterInput,
  type AdapterOutput,
  adapterOutput,
  UnreadableDelivery,
} from './adapter.js';
import { GoTime, toTransition } from './alertmanager-alert.js';
import {
  detailsOf,
  InhibitRule,
  identityOf,
  inhibitRuleName,
  MutedAlert,
  RecordedAlert,
  RecordedSilence,
  reasonText,
  recordedFingerprint,
  toSilenceRecords,
} from './alertmanager-recorder.js';
import { readJson, readPart } from './read-json.js';

const RECORDER = 'Alertmanager’s event recorder';

const Event = z.looseObject({
  '@timestamp': GoTime,
  data: z.record(z.string(), z.unknown(), expects('event_of', { sender: RECORDER })),
});

const Integration = z.looseObject({ name: z.string(), index: z.coerce.number().int().default(0).catch(0) });
/** An empty list is left out, and a schema that catches that would cost more than the rest. */
const List = z.preprocess((list) => list ?? [], z.array(z.unknown()).catch([])).optional();
const Notification = z.looseObject({
  alerts: List,
  firingAlerts: List,
  resolvedAlerts: List,
  mutedAlerts: List,
  groupInfo: z.looseObject({ receiverName: z.string().nullish() }).nullish().catch(null),
  integration: Integration.nullish().catch(null),
  reason: z.string().nullish().catch(null),
});

/** One event while it is read: where it is, when it was recorded, and what it adds to. */
interface Reading {
  input: AdapterInput;
  path: string;
  at: Date;
  output: AdapterOutput;
}

/** What each kind of event says; `null` says nothing about alerts. */
const READERS: Record<string, ((value: unknown, reading: Reading) => void) | null> = {
  alertmanagerStartupEvent: null,
  alertmanagerShutdownEvent: null,
  alertCreated: (value, reading) => readAlert(value, 'alert', reading, {}),
  alertGrouped: (value, reading) => readAlert(value, 'alert', reading, {}),
  alertResolved: (value, reading) => readAlert(value, 'alert', reading, { hasEnded: true }),
  notification: readNotification,
  silenceCreated: readSilence,
  silenceUpdated: readSilence,
  silenceMutedAlert: readSilenced,
  inhibitionMutedAlert: readInhibited,
};

/**
 * Alertmanager's event recorder (0.33 with `--enable-feature=event-recorder`): one event a request, or an array of them
 * with `batch: true`. It tells what the webhook cannot: alerts that nobody was told of, each delivery to each receiver,
 * and who or what silenced and inhibited. Fingerprints, names and starts are those of the webhook and of the drop-in
 * receiver, so all three meet in the same episodes when they are one source. Events come out of order and twice.
 * A muted alert has no start: its event belongs to the episode that was open at that time.
 * Left out knowingly: start and stop of Alertmanager, and `mutedAlerts` of a notification (each has its own event).
 */
export const readAlertmanagerEvents: Adapter = (input) => {
  const value = readJson(input.body);
  const isBatch = Array.isArray(value);
  const parts: unknown[] = isBatch ? value : [value];
  if (!isBatch && !isRecorderBody(value)) {
    throw new UnreadableDelivery(
      'not_alertmanager_events',
      unreadPart({ field: null, code: 'events_of', params: { sender: RECORDER } }),
    );
  }
  const output = adapterOutput();
  for (const [index, part] of parts.entries()) readEvent(part, isBatch ? `${index}` : '', input, output);
  return output;
};

/** Whether a body is the event recorder's and not a webhook's. */
export function isRecorderBody(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first !== null && typeof first === 'object' && '@timestamp' in first && 'data' in first;
}

function readEvent(part: unknown, path: string, input: AdapterInput, output: AdapterOutput): void {
  const event = readPart(Event, part, path);
  if (event.problem !== null) {
    output.problems.push(event.problem);
    return;
  }
  const at = event.data['@timestamp'];
  if (at === null) {
    output.problems.push(unreadPart({ field: join(path, '@timestamp'), code: 'not_year_one' }));
    return;
  }
  for (const [name, value] of Object.entries(event.data.data)) {
    const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (reader === undefined) {
      output.warnings.push(`The event "${name.slice(0, 80)}" is not known to this version and was left out.`);
    } else {
      reader?.(value, { input, path: join(path, `data.${name}`), at, output });
    }
  }
}

function readAlert(
  value: unknown,
  field: string,
  { input, path, at, output }: Reading,
  { hasEnded = false, notifiedAt = null }: { hasEnded?: boolean; notifiedAt?: Date | null },
): RecordedAlert | null {
  const part = partAt(value, field.split('.'));
  const full = detailsOf(part);
  if (part !== undefined && full === undefined) return null;
  const alert = readPart(RecordedAlert, full, join(path, field));
  if (alert.problem !== null) {
    output.problems.push(alert.problem);
    return null;
  }
  const { startsAt, resolved } = alert.data;
  const isResolved = hasEnded || resolved === true;
  let endsAt = isResolved ? (alert.data.endsAt ?? null) : null;
  if (isResolved && endsAt === null) {
    endsAt = at < startsAt! ? startsAt! : at;
    output.warnings.push(
      'A resolved alert carries no end (endsAt): the time of the event (@timestamp) stands for it.',
    );
  }
  if (endsAt !== null && endsAt < startsAt!) {
    output.problems.push(
      unreadPart({
        field: `${join(path, field)}.endsAt`,
        code: 'time_at_or_after',
        params: { field: 'startsAt' },
      }),
    );
    return null;
  }
  output.transitions.push(
    toTransition(
      alert.data,
      {
        fingerprint: recordedFingerprint(alert.data.fingerprint),
        startsAt: startsAt!,
        endsAt,
        // Its end comes as an event of its own; the promise of `endsAt` is renewed without one.
        expectedEndAt: null,
        notifiedAt,
        receivedAt: input.receivedAt,
      },
      input.settings,
    ),
  );
  return alert.data;
}

/** A delivery to a receiver. The lists may hold whole alerts, or hashes beside whole ones in `alerts`. */
function readNotification(value: unknown, reading: Reading): void {
  const notification = readPart(Notification, value, reading.path);
  if (notification.problem !== null) {
    reading.output.problems.push(notification.problem);
    return;
  }
  const { alerts = [], firingAlerts = [], resolvedAlerts = [], mutedAlerts = [] } = notification.data;
  const { groupInfo, integration, reason } = notification.data;
  const muted = new Set(mutedAlerts.map(identityOf));
  const seen = new Set<string>();
  const lists = { alerts, firingAlerts, resolvedAlerts };
  for (const [name, list] of Object.entries(lists)) {
    for (const [index, part] of list.entries()) {
      const identity = identityOf(part);
      if (detailsOf(part) === undefined || muted.has(identity) || seen.has(identity)) continue;
      seen.add(identity);
      const isFiring = (detailsOf(part) as { resolved?: unknown } | null)?.resolved !== true;
      const notifiedAt = isFiring ? reading.at : null;
      const alert = readAlert(value, `${name}.${index}`, reading, { notifiedAt });
      if (alert === null) continue;
      const receiver = groupInfo?.receiverName || null;
      reading.output.events.push(
        eventOf(alert, reading, {
          kind: 'notified',
          startsAt: alert.startsAt,
          by: receiver,
          notifiedAt,
          detail: {
            receiver,
            integration: integration ? `${integration.name}[${integration.index}]` : null,
            reason: reasonText(reason),
            of: isFiring ? 'firing' : 'resolved',
          },
        }),
      );
    }
  }
}

function readSilence(value: unknown, { path, at, output }: Reading): RecordedSilence | null {
  const silence = readPart(RecordedSilence, partAt(value, ['silence']), join(path, 'silence'));
  if (silence.problem !== null) {
    output.problems.push(silence.problem);
    return null;
  }
  output.silences.push(...toSilenceRecords(silence.data, at));
  return silence.data;
}

function readSilenced(value: unknown, reading: Reading): void {
  const silence = readSilence(value, reading);
  const alert = readMuted(value, reading);
  if (alert === null) return;
  reading.output.events.push(
    eventOf(alert, reading, {
      kind: 'silenced',
      by: silence?.createdBy || silence?.id || null,
      detail: {
        silence: silence?.id ?? null,
        comment: silence?.comment || null,
        until: silence?.endsAt?.toISOString() ?? null,
      },
    }),
  );
}

function readInhibited(value: unknown, reading: Reading): void {
  const alert = readMuted(value, reading);
  if (alert === null) return;
  const rules = readPart(
    z.array(InhibitRule).nullish(),
    partAt(value, ['inhibitRules']),
    join(reading.path, 'inhibitRules'),
  );
  if (rules.problem !== null) reading.output.problems.push(rules.problem);
  const names = [...new Set((rules.data ?? []).map(inhibitRuleName))].join('; ') || null;
  const fingerprints = partAt(value, ['inhibitingFingerprints']);
  const inhibiting = Array.isArray(fingerprints) ? fingerprints.map(recordedFingerprint) : [];
  reading.output.events.push(
    eventOf(alert, reading, {
      kind: 'inhibited',
      by: names,
      detail: { rules: names, fingerprints: inhibiting.filter((one) => one !== null).join(' ') || null },
    }),
  );
}

function readMuted(value: unknown, { path, output }: Reading): z.output<typeof MutedAlert> | null {
  const alert = readPart(MutedAlert, partAt(value, ['mutedAlert']), join(path, 'mutedAlert'));
  if (alert.problem !== null) output.problems.push(alert.problem);
  return alert.data;
}

function eventOf(
  alert: { fingerprint?: unknown; labels: Record<string, string>; annotations?: Record<string, string> },
  { input, at }: Reading,
  said: Pick<EpisodeEvent, 'kind' | 'by' | 'detail'> & { startsAt?: Date | null; notifiedAt?: Date | null },
): EpisodeEvent {
  const { labels, annotations = {} } = alert;
  const fingerprint = recordedFingerprint(alert.fingerprint) ?? labelFingerprint(labels);
  const { ruleUid, ruleName, service, severity, summary } = toTransition(
    { labels, annotations },
    { fingerprint, startsAt: at, endsAt: null, expectedEndAt: null, notifiedAt: null, receivedAt: at },
    input.settings,
  );
  return {
    ruleUid,
    ruleName,
    fingerprint,
    startsAt: null,
    at,
    service: service ?? null,
    severity: severity ?? null,
    labels,
    annotations,
    summary: summary ?? null,
    receivedAt: input.receivedAt,
    ...said,
  };
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}
