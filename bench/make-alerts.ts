/** One webhook body of Alertmanager with `count` alerts, about 640 bytes each; every alert is an episode of its own. */
export function makeAlertmanagerBody(batch: number, count: number, startMs: number): Buffer {
  return Buffer.from(
    JSON.stringify({
      version: '4',
      groupKey: `{}:{batch="${batch}"}`,
      truncatedAlerts: 0,
      receiver: 'tenken',
      status: 'firing',
      groupLabels: {},
      commonLabels: {},
      commonAnnotations: {},
      externalURL: 'http://alertmanager.example.com:9093',
      alerts: makeAlerts(batch, count, startMs).map((alert) => ({
        status: alert.endsAt === null ? 'firing' : 'resolved',
        labels: alert.labels,
        annotations: alert.annotations,
        startsAt: alert.startsAt,
        endsAt: alert.endsAt ?? '0001-01-01T00:00:00Z',
        generatorURL: alert.generatorUrl,
        fingerprint: alert.fingerprint,
      })),
    }),
  );
}

export interface BenchAlert {
  rule: number;
  fingerprint: string;
  startsAt: string;
  endsAt: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string;
}

const RULES = 200;
const SERVICES = 20;

/** Deterministic alerts of 200 rules and 20 services within a minute; half of them have ended. */
export function makeAlerts(batch: number, count: number, startMs: number): BenchAlert[] {
  return Array.from({ length: count }, (_, index) => {
    const number = batch * count + index;
    const rule = number % RULES;
    const startsAt = new Date(startMs + (number % 60_000));
    return {
      rule,
      fingerprint: number.toString(16).padStart(16, '0'),
      startsAt: startsAt.toISOString(),
      endsAt: number % 2 === 0 ? null : new Date(startsAt.getTime() + 1000 * (number % 5000)).toISOString(),
      labels: {
        alertname: `ServiceErrorRateHigh${rule}`,
        service: `service-${rule % SERVICES}`,
        severity: rule % 3 === 0 ? 'critical' : 'warning',
        instance: `10.0.${(number >> 8) % 256}.${number % 256}:9100`,
        cluster: 'tokyo-production-1',
        namespace: 'shop',
      },
      annotations: {
        summary: `Error rate of service-${rule % SERVICES} is above 5 % for ten minutes`,
        description:
          'More than one in twenty requests failed. Check the last deployment and the dependencies.',
        runbook_url: `https://runbooks.example.com/service-error-rate-high-${rule}`,
      },
      generatorUrl: `http://prometheus.example.com:9090/graph?g0.expr=error_rate&g0.tab=1&rule=${rule}`,
    };
  });
}
