import { z } from 'zod';
import type { SenderMessage } from '../../deliveries/delivery-reading.service.js';
import type { PulledPage, PulledRecord, PullKind, PullRequest } from '../connector-kind.js';
import { type PullClient, readAnswer } from '../pull-client.js';
import { PullError } from '../pull-error.js';
import { shareOfRange } from '../share-of-range.js';
import { MaybePullTime, PullTime } from './pull-time.js';

const PAGE_SIZE = 100;

const Text = z.string().nullish().catch(null);
const Alert = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  monitorId: Text,
  type: z.string().min(1),
  hostId: Text,
  value: z.unknown(),
  message: Text,
  openedAt: PullTime,
  closedAt: MaybePullTime,
});
type Alert = z.output<typeof Alert>;
const AlertsAnswer = z.looseObject({ alerts: z.array(z.unknown()), nextId: z.string().nullish() });
const LogsAnswer = z.looseObject({
  logs: z.array(
    z.looseObject({ createdAt: PullTime, status: z.string(), trigger: Text, targetValue: z.unknown() }),
  ),
});
type Log = z.output<typeof LogsAnswer>['logs'][number];
const Monitor = z.looseObject({ id: z.string(), type: z.string(), name: z.string() });
const MonitorsAnswer = z.looseObject({ monitors: z.array(z.unknown()) });
const Host = z.looseObject({
  id: z.string(),
  name: Text,
  displayName: Text,
  roles: z.record(z.string(), z.array(z.string())).nullish().catch(null),
});
const HostAnswer = z.looseObject({ host: Host });
const OrgAnswer = z.looseObject({ name: z.string(), displayName: Text });

/**
 * Alerts with their logs, newest first, and the monitors as definitions. Alerts name their monitor by id; its name,
 * which is all that the webhook has, comes from the list of monitors. The API does not say whom an alert was told to.
 */
export const mackerel: PullKind = {
  headers: (token): Record<string, string> => (token === null ? {} : { 'x-api-key': token }),
  historyWindowDays: null,
  overlapSeconds: 3 * 86_400,
  pull: pullPage,
};

async function pullPage({ client, from, to, page }: PullRequest): Promise<PulledPage> {
  const nextId = z.string().nullish().catch(null).parse(page) ?? undefined;
  const monitors = readAnswer(
    MonitorsAnswer,
    (await client.get('/api/v0/monitors')).value,
    'Mackerel’s monitors',
  ).monitors.map((row) => ({ row, monitor: readAnswer(Monitor, row, 'Mackerel’s monitors') }));
  const names = new Map(monitors.map(({ monitor }) => [monitor.id, monitor.name]));
  const organization = readAnswer(
    OrgAnswer,
    (await client.get('/api/v0/org')).value,
    'Mackerel’s organization',
  );
  const answer = readAnswer(
    AlertsAnswer,
    (await client.get('/api/v0/alerts', { withClosed: true, limit: PAGE_SIZE, nextId })).value,
    'Mackerel’s alerts',
  );
  const alerts = answer.alerts.map((row) => readAnswer(Alert, row, 'Mackerel’s alerts'));
  const hosts = new Map<string, z.output<typeof Host> | null>();
  const records: PulledRecord[] = [];
  for (const alert of alerts) {
    if (alert.openedAt < from || alert.openedAt >= to) continue;
    const host = alert.hostId ? await findHost(client, hosts, alert.hostId) : null;
    const name = names.get(alert.monitorId ?? '');
    const context = { host, monitorName: name ?? nameOfMissing(alert), organization: organization.name };
    records.push(toRecord(alert, await pullLogs(client, alert.id), context));
  }
  const oldest = alerts.at(-1)?.openedAt ?? from;
  const isMore = Boolean(answer.nextId) && oldest >= from;
  return {
    records,
    definitionMessages:
      nextId === undefined
        ? monitors.map(({ row }) => ({ adapter: 'mackerel', body: { event: 'monitorUpdate', monitor: row } }))
        : [],
    nextPage: isMore ? answer.nextId : null,
    share: isMore ? 1 - shareOfRange(from, to, oldest) : 1,
  };
}

/** A monitor that is gone has no name any more: its id still tells its alerts from those of others. */
function nameOfMissing({ monitorId, type }: Alert): string {
  return monitorId ? `${type} ${monitorId}` : type;
}

async function findHost(
  client: PullClient,
  known: Map<string, z.output<typeof Host> | null>,
  id: string,
): Promise<z.output<typeof Host> | null> {
  const found = known.get(id);
  if (found !== undefined) return found;
  const host = await client.get(`/api/v0/hosts/${encodeURIComponent(id)}`).then(
    ({ value }) => readAnswer(HostAnswer, value, 'Mackerel’s hosts').host,
    (error: unknown) => {
      // retired
      if (error instanceof PullError && error.code === 'not_found') return null;
      throw error;
    },
  );
  known.set(id, host);
  return host;
}

async function pullLogs(client: PullClient, id: string): Promise<Log[]> {
  const { value } = await client.get(`/api/v0/alerts/${encodeURIComponent(id)}/logs`, { limit: PAGE_SIZE });
  const { logs } = readAnswer(LogsAnswer, value, 'Mackerel’s logs of alerts');
  return logs.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

interface Context {
  host: z.output<typeof Host> | null;
  monitorName: string;
  organization: string;
}

function toRecord(alert: Alert, logs: readonly Log[], context: Context): PulledRecord {
  const isClosed = alert.status.toUpperCase() === 'OK';
  const endsAt = isClosed ? (alert.closedAt ?? logs.at(-1)?.createdAt ?? null) : null;
  const opened = logs.filter((log) => log.status.toUpperCase() !== 'OK' && log.createdAt >= alert.openedAt);
  const changes =
    opened.length > 0 ? opened : [{ createdAt: alert.openedAt, status: 'UNKNOWN', targetValue: null }];
  const messages = changes.map((log) =>
    message(alert, context, { status: log.status, at: log.createdAt, trigger: null, value: log.targetValue }),
  );
  if (endsAt !== null) {
    const last = logs.findLast((log) => log.status.toUpperCase() === 'OK');
    messages.push(
      message(alert, context, {
        status: 'OK',
        at: endsAt,
        trigger: last?.trigger ?? null,
        value: alert.value,
      }),
    );
  }
  return {
    subject: 'episode',
    externalId: alert.id,
    title: context.monitorName,
    changedAt: endsAt ?? alert.openedAt,
    isPushed: true,
    messages,
    provesNotice: false,
    expected: { startsAt: alert.openedAt, endsAt },
  };
}

function message(
  alert: Alert,
  { host, monitorName, organization }: Context,
  said: { status: string; at: Date; trigger: string | null; value: unknown },
): SenderMessage {
  const isOk = said.status.toUpperCase() === 'OK';
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  return {
    adapter: 'mackerel',
    body: {
      event: 'alert',
      orgName: organization,
      type: alert.type,
      message: alert.message,
      ...(host === null
        ? {}
        : {
            host: {
              id: host.id,
              name: host.displayName ?? host.name,
              roles: Object.entries(host.roles ?? {}).flatMap(([serviceName, roles]) =>
                roles.map((roleName) => ({ serviceName, roleName, fullname: `${serviceName}: ${roleName}` })),
              ),
            },
          }),
      alert: {
        id: alert.id,
        status: said.status.toLowerCase(),
        isOpen: !isOk,
        trigger: said.trigger,
        openedAt: seconds(alert.openedAt),
        closedAt: isOk ? seconds(said.at) : null,
        statusChangedAt: seconds(said.at),
        monitorName,
        metricValue: said.value,
      },
    },
  };
}
