import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { unreadPart } from '../../../errors/unread-part.js';
import type { EpisodeEvent, EpisodeTransition } from '../../episodes/episode.service.js';
import { SourceMappingService } from '../../source-mappings/source-mapping.service.js';
import { type Adapter, type AdapterInput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { AlertAnnotations, AlertLabels, GoTime, toTransition } from './alertmanager-alert.js';
import { readJson, readPart } from './read-json.js';

const Envelope = z.looseObject({
  version: z.string().nullish().catch(null),
  alerts: z.array(z.unknown(), expects('grafana_alerts')),
  truncatedAlerts: z.number().int().nonnegative().catch(0),
});

const Link = z.string().nullish().catch(null);
const Alert = z
  .object({
    status: z.enum(['firing', 'resolved']),
    labels: AlertLabels,
    annotations: AlertAnnotations,
    startsAt: GoTime,
    endsAt: GoTime.nullish(),
    generatorURL: Link,
    // Grafana's own hash: a text that only has to stay the same.
    fingerprint: z.string().min(1).max(100).nullish(),
    ruleUID: z.string().max(200).nullish().catch(null),
    values: z.record(z.string(), z.unknown()).nullish().catch(null),
    silenceURL: Link,
    dashboardURL: Link,
    panelURL: Link,
    imageURL: Link,
  })
  .refine(({ startsAt }) => startsAt !== null, { path: ['startsAt'], message: expects('not_year_one') })
  .refine(({ status, startsAt, endsAt }) => status === 'firing' || !endsAt || endsAt >= startsAt!, {
    path: ['endsAt'],
    message: expects('time_at_or_after', { field: 'startsAt' }),
  });
type Alert = z.output<typeof Alert>;

/** Addresses of a rule: /alerting/grafana/<uid>/view, /alerting/<uid>/edit, with any path in front. */
const UID_IN_URL = /\/alerting\/(?:grafana\/)?([A-Za-z0-9_-]{1,100})\/(?:view|edit)\b/;
/** Alerts that Grafana makes itself when a rule cannot see. */
const BLIND: Record<string, string> = {
  DatasourceNoData: 'no data',
  DatasourceError: 'error',
};

/**
 * Grafana's webhook contact point (version "1"). The rule is its UID: sent as `ruleUID`, before that part of the
 * address of the rule; only without both it is folder and name. `DatasourceNoData` and `DatasourceError` are not
 * firings: the rule cannot see, which is an event of its own (`no_data`) and ends with the alert.
 * Blind spots are Alertmanager's (silenced, muted and very short alerts are not sent); a test notification is left out.
 */
export const readGrafana: Adapter = (input) => {
  const value = readJson(input.body);
  const envelope = readPart(Envelope, value, '');
  if (envelope.problem !== null) {
    const { mapping } = input.settings;
    // A contact point with a custom payload: what the source's mapping says.
    if (mapping !== undefined)
      return adapterOutput(SourceMappingService.read(mapping, value, input.receivedAt));
    throw new UnreadableDelivery('not_grafana', envelope.problem);
  }
  const { alerts, truncatedAlerts, version } = envelope.data;
  const output = adapterOutput({ truncatedAlerts });
  let withoutEnd = 0;
  for (const [index, part] of alerts.entries()) {
    const alert = readPart(Alert, part, `alerts.${index}`);
    if (alert.problem !== null) {
      output.problems.push(alert.problem);
      continue;
    }
    if (isTest(alert.data)) {
      output.warnings.push('A test notification of Grafana: it came in well, and nothing is counted.');
      continue;
    }
    let endsAt = alert.data.status === 'resolved' ? (alert.data.endsAt ?? null) : null;
    if (alert.data.status === 'resolved' && endsAt === null) {
      if (input.receivedAt < alert.data.startsAt!) {
        output.problems.push(
          unreadPart({ field: `alerts.${index}.endsAt`, code: 'time_of_resolved', found: 'nothing' }),
        );
        continue;
      }
      endsAt = input.receivedAt;
      withoutEnd += 1;
    }
    const transition = read(alert.data, endsAt, input);
    const blind = BLIND[alert.data.labels.alertname!];
    if (blind === undefined) output.transitions.push(transition);
    else output.events.push(...blindEvents(transition, blind));
  }
  if (truncatedAlerts > 0) {
    output.warnings.push(`Grafana left out ${truncatedAlerts} alerts of this group: counts are too low.`);
  }
  if (withoutEnd > 0) {
    output.warnings.push(
      `${withoutEnd} resolved alerts carry no end (endsAt): the time at which they came in stands for it.`,
    );
  }
  if (version === '4') {
    output.warnings.push(
      'This looks like Prometheus Alertmanager (version "4"): give it a source of its kind.',
    );
  }
  return output;
};

function read(alert: Alert, endsAt: Date | null, { receivedAt, settings }: AdapterInput): EpisodeTransition {
  const { labels } = alert;
  const folder = labels.grafana_folder ?? null;
  // Alerts that Grafana makes itself carry the name of the rule beside.
  const name = (BLIND[labels.alertname!] === undefined ? undefined : labels.rulename) ?? labels.alertname!;
  const uid = alert.ruleUID || UID_IN_URL.exec(alert.generatorURL ?? '')?.[1] || labels.rule_uid;
  return {
    ...toTransition(
      { labels, annotations: withLinks(alert), generatorURL: alert.generatorURL },
      {
        fingerprint: alert.fingerprint ?? null,
        startsAt: alert.startsAt!,
        endsAt,
        expectedEndAt: null,
        notifiedAt: receivedAt,
        receivedAt,
      },
      settings,
    ),
    ruleUid: uid ?? `name:${folder ?? ''}/${name}`,
    ruleName: name,
    groupName: folder,
  };
}

/** The annotations, and what Grafana sends beside them; an annotation of the same name stays. */
function withLinks({ annotations, values, dashboardURL, panelURL, silenceURL, imageURL }: Alert) {
  const said: Record<string, string> = {};
  const shown = Object.entries(values ?? {}).filter(
    ([, value]) => typeof value === 'number' || typeof value === 'string',
  );
  if (shown.length > 0) said.values = shown.map(([name, value]) => `${name}=${String(value)}`).join(', ');
  if (dashboardURL) said.dashboardURL = dashboardURL;
  if (panelURL) said.panelURL = panelURL;
  if (silenceURL) said.silenceURL = silenceURL;
  if (imageURL) said.imageURL = imageURL;
  return { ...said, ...annotations };
}

/** The rule could not see from the start on, and can see again from the end on. */
function blindEvents(transition: EpisodeTransition, reason: string): EpisodeEvent[] {
  const { startsAt, endsAt, notifiedAt } = transition;
  const { ruleUid, ruleName, groupName, fingerprint, service, severity, labels, annotations } = transition;
  const { generatorUrl, summary, runbookUrl, receivedAt } = transition;
  const event = { ruleUid, ruleName, fingerprint, labels, annotations, receivedAt };
  const rest = { groupName, service, severity, generatorUrl, summary, runbookUrl, startsAt: null };
  return [
    { ...event, ...rest, kind: 'no_data', at: startsAt, notifiedAt, detail: { reason } },
    ...(endsAt ? [{ ...event, ...rest, kind: 'ok' as const, at: endsAt, detail: { reason } }] : []),
  ];
}

/** What "Test" on a contact point sends. */
function isTest({ labels }: Alert): boolean {
  return labels.alertname === 'TestAlert' && labels.instance === 'Grafana';
}
