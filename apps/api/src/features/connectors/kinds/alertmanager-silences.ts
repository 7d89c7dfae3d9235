import { z } from 'zod';
import type { SilenceRecord } from '../../silences/silence.service.js';
import type { PulledRecord, PullKind, Suppression } from '../connector-kind.js';
import { readAnswer } from '../pull-client.js';
import { MaybePullTime, PullTime } from './pull-time.js';

const Matcher = z.looseObject({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean().catch(false),
  isEqual: z.boolean().catch(true),
});
const Silence = z.looseObject({
  id: z.string().min(1),
  matchers: z.array(Matcher).catch([]),
  comment: z.string().nullish(),
  createdBy: z.string().nullish(),
  startsAt: PullTime,
  endsAt: PullTime,
  updatedAt: MaybePullTime,
});
type Silence = z.output<typeof Silence>;

const Ids = z.array(z.string()).nullish().catch(null);
const Alert = z.looseObject({
  fingerprint: z.string().min(1),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).catch({}),
  startsAt: PullTime,
  endsAt: MaybePullTime,
  updatedAt: MaybePullTime,
  generatorURL: z.string().nullish().catch(null),
  status: z.looseObject({ state: z.string(), silencedBy: Ids, inhibitedBy: Ids, mutedBy: Ids }),
});
type Alert = z.output<typeof Alert>;

/**
 * Alertmanager's own view: its silences, and the alerts that its webhook never tells of because they are silenced,
 * inhibited or muted. Alerts that are active and unknown are what the webhook lost. One answer holds everything.
 */
export const alertmanagerSilences: PullKind = {
  headers: (token): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` }),
  historyWindowDays: null,
  overlapSeconds: 0,
  async pull({ client, now }) {
    const silences = readAnswer(
      z.array(Silence),
      (await client.get('/api/v2/silences')).value,
      'Alertmanager’s silences',
    );
    const alerts = readAnswer(
      z.array(Alert),
      (await client.get('/api/v2/alerts')).value,
      'Alertmanager’s alerts',
    );
    const byId = new Map(silences.map((silence) => [silence.id, silence]));
    return {
      silences: silences.map(toSilence),
      records: alerts.filter(({ labels }) => labels.alertname).map((alert) => toRecord(alert, byId, now)),
      nextPage: null,
      share: 1,
    };
  },
};

function toSilence({
  id,
  matchers,
  comment,
  createdBy,
  startsAt,
  endsAt,
  updatedAt,
}: Silence): SilenceRecord {
  return {
    externalId: id,
    matchers: matchers.map(({ name, value, isRegex, isEqual }) => ({ name, value, isRegex, isEqual })),
    comment: comment || null,
    createdBy: createdBy || null,
    startsAt,
    endsAt,
    updatedAt: updatedAt ?? startsAt,
  };
}

function toRecord(alert: Alert, silences: ReadonlyMap<string, Silence>, now: Date): PulledRecord {
  const { fingerprint, labels, annotations, startsAt, generatorURL, status } = alert;
  const suppression = status.state === 'suppressed' ? suppressionOf(alert, silences, now) : null;
  const body = {
    version: '4',
    status: 'firing',
    alerts: [
      { status: 'firing', labels, annotations, fingerprint, startsAt: startsAt.toISOString(), generatorURL },
    ],
  };
  return {
    subject: 'episode',
    externalId: fingerprint,
    title: labels.alertname!,
    changedAt: startsAt,
    isPushed: suppression === null,
    expected: { startsAt },
    ...(suppression === null ? {} : { suppression }),
    messages: [{ adapter: 'alertmanager', body }],
    provesNotice: false,
  };
}

/**
 * A silence says since when: from its start, or from the alert's when that is later. For the others nobody knows. While
 * it is hidden its end is not told either: Alertmanager only says until when it holds it for firing.
 */
function suppressionOf(
  { startsAt, endsAt, status }: Alert,
  silences: ReadonlyMap<string, Silence>,
  now: Date,
): Suppression {
  const until = endsAt && endsAt > now ? endsAt : now;
  const silencedBy = status.silencedBy ?? [];
  if (silencedBy.length > 0) {
    const first = silencedBy
      .flatMap((id) => silences.get(id) ?? [])
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0];
    return {
      kind: 'silenced',
      since: first === undefined ? null : first.startsAt > startsAt ? first.startsAt : startsAt,
      until,
      by: first?.createdBy || null,
      detail: { silence: silencedBy.join(', '), ...(first?.comment ? { comment: first.comment } : {}) },
    };
  }
  const inhibitedBy = status.inhibitedBy ?? [];
  if (inhibitedBy.length > 0) {
    return {
      kind: 'inhibited',
      since: null,
      until,
      by: null,
      detail: { inhibitedBy: inhibitedBy.join(', ') },
    };
  }
  return {
    kind: 'muted',
    since: null,
    until,
    by: null,
    detail: { mutedBy: (status.mutedBy ?? []).join(', ') },
  };
}
