import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { ChangeRecord } from '../../change-events/change-event.service.js';
import { type AdapterInput, type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { MackerelHost, mackerelRuleUid } from './mackerel-shape.js';
import { readPart } from './read-json.js';
import { labelsOf, MaybeText, Name } from './sender-labels.js';

const User = z.looseObject({ screenName: MaybeText }).nullish().catch(null);
const HostMessage = z.looseObject({ host: MackerelHost, fromStatus: MaybeText, user: User });
const Monitor = z.looseObject({ id: MaybeText, type: Name, name: Name, memo: MaybeText });
const MonitorMessage = z.looseObject({ monitor: Monitor, user: User });
type Monitor = z.output<typeof Monitor>;

const HOST_EVENTS: Readonly<Record<string, string>> = {
  hostRegister: 'registered',
  hostStatus: 'changed',
  hostRetire: 'retired',
};
const MONITOR_EVENTS: Readonly<Record<string, string>> = {
  monitorCreate: 'created',
  monitorUpdate: 'changed',
  monitorDelete: 'deleted',
};
/** Mackerel repeats a message within minutes if at all; a host that changes its status again later is another change. */
const SAME_CHANGE_MS = 600_000;

/** A host or monitor event of Mackerel as a change (and, for monitors, a definition); null for every other event. */
export function readMackerelChange(event: string, value: unknown, input: AdapterInput): AdapterOutput | null {
  // Mackerel states no time in these messages.
  const warnings = ['Mackerel states no time for this event: the time of receipt stands for it.'];
  if (Object.hasOwn(HOST_EVENTS, event)) {
    const read = readPart(HostMessage, value, '');
    if (read.problem !== null) throw new UnreadableDelivery('not_mackerel', read.problem);
    const { host, fromStatus, user } = read.data;
    const what =
      event === 'hostStatus' ? `: ${fromStatus ?? '?'} → ${host.status ?? '?'}` : ` ${HOST_EVENTS[event]}`;
    const change = toChange(input, {
      summary: `${host.name ?? host.id}${what}`,
      service: host.roles[0]?.serviceName ?? null,
      url: host.url,
      detail: { event, hostId: host.id, status: host.status, fromStatus, by: user?.screenName ?? null },
    });
    return adapterOutput({ changes: [change], warnings });
  }
  if (!Object.hasOwn(MONITOR_EVENTS, event)) return null;
  const read = readPart(MonitorMessage, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_mackerel', read.problem);
  const { monitor, user } = read.data;
  const change = toChange(input, {
    summary: `${monitor.name} ${MONITOR_EVENTS[event]}`,
    service: null,
    url: null,
    detail: { event, monitorId: monitor.id, type: monitor.type, by: user?.screenName ?? null },
  });
  return adapterOutput({
    changes: [change],
    definitions: event === 'monitorDelete' ? [] : [mackerelDefinition(monitor)],
    warnings,
  });
}

/** The definition of a monitor, as its events and Mackerel's API (`GET /api/v0/monitors`) have it. */
function mackerelDefinition(monitor: Monitor): RuleDefinition {
  const { id, type, name, memo, ...rest } = monitor;
  const operator = typeof rest.operator === 'string' ? rest.operator : '>';
  const subject = [rest.metric, rest.expression, rest.url, rest.query].find(
    (part) => typeof part === 'string',
  );
  const limits = [
    ['critical', rest.critical],
    ['warning', rest.warning],
  ].flatMap(([level, limit]) =>
    typeof limit === 'number' || (typeof limit === 'string' && limit !== '')
      ? [`${String(level)} ${operator} ${limit}`]
      : [],
  );
  return {
    uid: mackerelRuleUid(type, name),
    name,
    groupName: type,
    expression: [subject, limits.join(', ')].filter(Boolean).join(' : ') || null,
    labels: labelsOf([['type', type]]),
    annotations: labelsOf([['memo', memo]]),
    summary: memo,
    detail: { monitorId: id, ...rest },
  };
}

function toChange(
  { body, receivedAt }: AdapterInput,
  change: Pick<ChangeRecord, 'summary' | 'service' | 'url' | 'detail'>,
): ChangeRecord {
  const slot = Math.floor(receivedAt.getTime() / SAME_CHANGE_MS);
  const externalId = createHash('sha256').update(body).update(`\n${slot}`).digest('hex').slice(0, 32);
  return { externalId, at: receivedAt, ...change };
}
