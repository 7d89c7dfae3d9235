import { createHash } from 'node:crypto';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { ChangeRecord } from '../../change-events/change-event.service.js';
import type { EpisodeEvent } from '../../episodes/episode.service.js';
import { type Adapter, type AdapterInput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { nameRuleOfTitle } from './name-pagerduty-rule.js';
import { readJson, readPart } from './read-json.js';
import { parseSenderTime } from './sender-time.js';

const MAX_DETAILS = 30;
const MAX_DETAIL_LENGTH = 1000;
const DEFAULT_SERVICE_LABELS = ['service', 'component', 'group'];

const Text = z.string().nullish().catch(null);
const Links = z
  .array(z.looseObject({ href: Text }))
  .default([])
  .catch([]);
const Details = z.record(z.string(), z.unknown()).nullish().catch(null);

const Payload = z.looseObject({
  summary: z.string().min(1),
  source: Text,
  severity: Text,
  component: Text,
  group: Text,
  class: Text,
  timestamp: z.unknown().optional(),
  custom_details: Details,
});
type Payload = z.output<typeof Payload>;

const AlertEvent = z
  .looseObject({
    event_action: z.enum(['trigger', 'acknowledge', 'resolve']),
    dedup_key: z.string().max(255).nullish(),
    client: Text,
    client_url: Text,
    links: Links,
    payload: Payload.nullish(),
  })
  .refine(({ event_action: action, dedup_key: key }) => action === 'trigger' || key, {
    path: ['dedup_key'],
    message: expects('pagerduty_key'),
  })
  .refine(({ event_action: action, payload }) => action !== 'trigger' || payload, {
    path: ['payload'],
    message: expects('object_with', { fields: 'summary, source, severity' }),
  });

const ChangeEvent = z.looseObject({
  payload: Payload,
  links: Links,
});

/**
 * What is sent to PagerDuty's Events API, version 2. Alerts are folded by `dedup_key`: a trigger opens, or repeats what
 * is open; a resolve closes; a trigger after it opens anew. Only a trigger must say what is wrong, so an acknowledge or
 * resolve is found by its key alone, whatever payload it brings along.
 *
 * The rule, first of: `custom_details.alertname` (also inside the texts that Alertmanager puts there) · `class`, with
 * `component` · `summary` without numbers and ids, with `component`. The service is `custom_details.service`, else
 * `component`, else `group`; the source's own service where there is none.
 * The instant is `timestamp` unless it is later than the receipt (the API's own default); nobody is notified by it.
 * Change events (`/v2/change/enqueue`) have no `event_action` and are changes.
 */
export const readPagerdutyEvents: Adapter = (input) => {
  const value = readJson(input.body);
  if (value !== null && typeof value === 'object' && !('event_action' in value)) {
    const change = readPart(ChangeEvent, value, '');
    if (change.problem !== null) throw new UnreadableDelivery('not_pagerduty_event', change.problem);
    return adapterOutput({ changes: [toChange(change.data, value, input)] });
  }
  const event = readPart(AlertEvent, value, '');
  if (event.problem !== null) throw new UnreadableDelivery('not_pagerduty_event', event.problem);
  const { event_action: action, dedup_key: key, payload, client } = event.data;
  const fingerprint = key || digestOf(value);
  const { at, warnings } = instantOf(payload?.timestamp, input);
  if (action === 'trigger') {
    return adapterOutput({ events: [triggerOf(event.data, payload!, fingerprint, at, input)], warnings });
  }
  const event_: EpisodeEvent = {
    // The rule is the one of the trigger with this key.
    ruleUid: '',
    ruleName: '',
    fingerprint,
    startsAt: null,
    kind: action === 'acknowledge' ? 'acknowledged' : 'ok',
    at: input.receivedAt,
    by: client || null,
    labels: {},
    annotations: {},
    receivedAt: input.receivedAt,
  };
  return adapterOutput({ events: [event_] });
};

function triggerOf(
  event: z.output<typeof AlertEvent>,
  payload: Payload,
  fingerprint: string,
  at: Date,
  { receivedAt, settings }: AdapterInput,
): EpisodeEvent {
  const details = textsOf(payload.custom_details);
  const { summary, source, severity, component, group } = payload;
  const fields = compact({ source, component, group, class: payload.class, client: event.client });
  const named = { ...details, ...fields };
  const service = (settings.serviceLabels ?? DEFAULT_SERVICE_LABELS)
    .map((name) => (Object.hasOwn(named, name) ? named[name] : undefined))
    .find((value) => value);
  return {
    ...ruleOf(payload, details),
    fingerprint,
    startsAt: null,
    kind: 'firing',
    at,
    service: service ?? null,
    severity: severity ?? null,
    labels: { ...fields, dedup_key: fingerprint },
    annotations: { summary, ...details },
    generatorUrl: event.client_url || event.links.find(({ href }) => href)?.href || null,
    runbookUrl: details.runbook_url ?? null,
    receivedAt,
  };
}

function ruleOf(payload: Payload, details: Record<string, string>): { ruleUid: string; ruleName: string } {
  const alertname = details.alertname ?? alertnameIn(details.firing) ?? alertnameIn(details.resolved);
  if (alertname !== null) return { ruleUid: `alertname:${alertname}`, ruleName: alertname };
  const kind = payload.class?.trim() ? 'class' : 'summary';
  const name = payload.class?.trim() || nameRuleOfTitle(payload.summary);
  const component = payload.component?.trim();
  return {
    ruleUid: `${kind}:${component ?? ''}/${name}`.slice(0, 500),
    ruleName: (component ? `${component}: ${name}` : name).slice(0, 500),
  };
}

/** The one rule of the alerts that Alertmanager lists as text (" - alertname = X"); null when there are several. */
function alertnameIn(text: string | undefined): string | null {
  const names = new Set(
    [...(text ?? '').matchAll(/^\s*- alertname = (.+)$/gm)].map((match) => match[1]!.trim()),
  );
  return names.size === 1 ? [...names][0]! : null;
}

function toChange(
  { payload, links }: z.output<typeof ChangeEvent>,
  value: object,
  input: AdapterInput,
): ChangeRecord {
  const details = textsOf(payload.custom_details);
  return {
    externalId: digestOf(value),
    at: instantOf(payload.timestamp, input).at,
    summary: payload.summary,
    service: details.service ?? payload.component ?? payload.source ?? null,
    url: links.find(({ href }) => href)?.href ?? null,
    detail: { ...compact({ source: payload.source }), ...details },
  };
}

function instantOf(value: unknown, { receivedAt }: AdapterInput): { at: Date; warnings: string[] } {
  if (value === undefined || value === null || value === '') return { at: receivedAt, warnings: [] };
  const at = parseSenderTime(value);
  if (!at) {
    const found = JSON.stringify(value).slice(0, 80);
    return {
      at: receivedAt,
      warnings: [
        `payload.timestamp: expected a time such as 2026-11-21T09:30:00Z, found ${found}; the time of receipt stands for it.`,
      ],
    };
  }
  return { at: at > receivedAt ? receivedAt : at, warnings: [] };
}

/** Scalars of `custom_details` as texts; longer ones are cut. */
function textsOf(details: Readonly<Record<string, unknown>> | null | undefined): Record<string, string> {
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(details ?? {})) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    if (value !== '') texts.push([name.slice(0, 200), String(value).slice(0, MAX_DETAIL_LENGTH)]);
    if (texts.length === MAX_DETAILS) break;
  }
  return Object.fromEntries(texts);
}

/** The same for the same message; the routing key is a credential and not part of it. */
function digestOf(value: unknown): string {
  const { routing_key: _, ...rest } = value as Record<string, unknown>;
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 32);
}

function compact(fields: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]));
}
