import { makeAlertmanagerBody, makeAlerts } from './make-alerts.js';

export interface BodyOptions {
  /** alerts in one body, where the protocol has more than one */
  size: number;
  /** start of the first alert, epoch ms */
  startMs: number;
  /** for protocols that carry it in the body */
  token: string;
}

/** Makes the body with a number. */
export type BodyMaker = (index: number, options: BodyOptions) => Buffer;

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

/** The same alerts in the words of each receiver that the load script can drive. */
export const bodyMakers: Readonly<Record<string, BodyMaker>> = {
  /** the webhook of Alertmanager: Tenken, Keep, IncidentRelay and others take it */
  alertmanager: (index, { size, startMs }) => makeAlertmanagerBody(index, size, startMs),

  /** what Prometheus sends to an Alertmanager (`POST /api/v2/alerts`) */
  'alertmanager-receiver': (index, { size, startMs }) =>
    json(
      makeAlerts(index, size, startMs).map((alert) => ({
        labels: { ...alert.labels, instance: `${alert.labels.instance}-${alert.fingerprint}` },
        annotations: alert.annotations,
        startsAt: alert.startsAt,
        ...(alert.endsAt === null ? {} : { endsAt: alert.endsAt }),
        generatorURL: alert.generatorUrl,
      })),
    ),

  /** one alert of Alerta (`POST /api/alert`); it has no batches */
  alerta: (index, { startMs }) => {
    const [alert] = makeAlerts(index, 1, startMs);
    return json({
      environment: 'Production',
      event: alert!.labels.alertname,
      resource: `${alert!.labels.instance}-${alert!.fingerprint}`,
      severity: alert!.endsAt === null ? alert!.labels.severity : 'ok',
      service: [alert!.labels.service],
      text: alert!.annotations.summary,
      attributes: { runbook: alert!.annotations.runbook_url },
      createTime: alert!.startsAt,
    });
  },

  /** Tenken's own webhook */
  generic: (index, { size, startMs }) =>
    json(
      makeAlerts(index, size, startMs).map((alert) => ({
        rule: alert.labels.alertname,
        fingerprint: alert.fingerprint,
        service: alert.labels.service,
        severity: alert.labels.severity,
        startsAt: alert.startsAt,
        ...(alert.endsAt === null ? {} : { endsAt: alert.endsAt }),
        labels: alert.labels,
        annotations: alert.annotations,
      })),
    ),

  /** PagerDuty Events v2 (`POST /v2/enqueue`): one event, the routing key in its body */
  'pagerduty-events': (index, { startMs, token }) => {
    const [alert] = makeAlerts(index, 1, startMs);
    return json({
      routing_key: token,
      event_action: alert!.endsAt === null ? 'trigger' : 'resolve',
      dedup_key: alert!.fingerprint,
      payload: {
        summary: alert!.annotations.summary,
        source: alert!.labels.instance,
        severity: 'critical',
        component: alert!.labels.service,
        custom_details: alert!.labels,
      },
    });
  },
};
