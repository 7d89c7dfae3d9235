import { z } from 'zod';
import type { PulledRecord, PullKind } from '../connector-kind.js';
import { readAnswer } from '../pull-client.js';
import { shareOfRange } from '../share-of-range.js';
import { MaybePullTime, PullTime } from './pull-time.js';

const PAGE_SIZE = 100;

const Milliseconds = z.number().nonnegative().nullish().catch(null);
const Text = z.string().nullish().catch(null);
const Alert = z.looseObject({
  id: z.string().min(1),
  tinyId: Text,
  alias: Text,
  message: z.string(),
  status: z.string(),
  tags: z.array(z.string()).catch([]),
  source: Text,
  owner: Text,
  priority: Text,
  createdAt: PullTime,
  updatedAt: MaybePullTime,
  responders: z.array(z.looseObject({ type: z.string(), id: z.string().nullish(), name: Text })).catch([]),
  integration: z.looseObject({ name: Text, type: Text }).nullish().catch(null),
  /** both times in milliseconds after the creation */
  report: z
    .looseObject({ ackTime: Milliseconds, closeTime: Milliseconds, acknowledgedBy: Text, closedBy: Text })
    .nullish()
    .catch(null),
});
type Alert = z.output<typeof Alert>;
const Answer = z.looseObject({ data: z.array(z.unknown()) });

/**
 * `GET /v2/alerts` by the time of creation. Its report says after how long an alert was acknowledged and closed, and by
 * whom. Lists end at 20,000, three days' range keeps below that.
 */
export const opsgenie: PullKind = {
  headers: (token): Record<string, string> => (token === null ? {} : { authorization: `GenieKey ${token}` }),
  historyWindowDays: 3,
  overlapSeconds: 7 * 86_400,
  async pull({ client, from, to, page }) {
    const offset = z.number().int().min(0).catch(0).parse(page);
    const { value } = await client.get('/v2/alerts', {
      query: `createdAt >= ${from.getTime()} AND createdAt < ${to.getTime()}`,
      sort: 'createdAt',
      order: 'asc',
      limit: PAGE_SIZE,
      offset,
    });
    const { data } = readAnswer(Answer, value, 'Opsgenie’s alerts');
    const alerts = data.map((row) => readAnswer(Alert, row, 'Opsgenie’s alerts'));
    const isMore = alerts.length === PAGE_SIZE;
    return {
      records: alerts.map(toRecord),
      nextPage: isMore ? offset + alerts.length : null,
      share: isMore ? shareOfRange(from, to, alerts.at(-1)!.createdAt) : 1,
    };
  },
};

function toRecord(alert: Alert): PulledRecord {
  const { report, createdAt } = alert;
  const after = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? null : new Date(createdAt.getTime() + ms);
  const acknowledgedAt = after(report?.ackTime);
  const isClosed = alert.status === 'closed';
  const endsAt = isClosed ? (after(report?.closeTime) ?? alert.updatedAt ?? null) : null;
  const messages = [message(alert, 'Create', createdAt, null)];
  if (acknowledgedAt !== null) {
    messages.push(message(alert, 'Acknowledge', acknowledgedAt, report?.acknowledgedBy ?? null));
  }
  if (endsAt !== null) messages.push(message(alert, 'Close', endsAt, report?.closedBy ?? null));
  return {
    subject: 'episode',
    externalId: alert.id,
    title: alert.message,
    changedAt: endsAt ?? acknowledgedAt ?? createdAt,
    isPushed: true,
    messages,
    expected: { startsAt: createdAt, endsAt, acknowledgedAt },
  };
}

function message(alert: Alert, action: string, at: Date, username: string | null) {
  const {
    id,
    tinyId,
    alias,
    message: text,
    tags,
    source,
    priority,
    createdAt,
    responders,
    integration,
  } = alert;
  const named = (type: string) =>
    responders.filter((one) => one.type === type).flatMap((one) => one.name ?? one.id ?? []);
  return {
    adapter: 'opsgenie',
    body: {
      action,
      alert: {
        alertId: id,
        tinyId,
        alias,
        message: text,
        tags,
        source,
        priority,
        username,
        teams: named('team'),
        recipients: named('user'),
        createdAt: createdAt.getTime(),
        updatedAt: at.toISOString(),
      },
      source: { name: integration?.name ?? null, type: integration?.type ?? null },
    },
  };
}
