import { type APIRequestContext, expect } from '@playwright/test';

export interface Firing {
  rule: string;
  service: string;
  severity: string;
  startsAt: Date;
  /** absent: it still fires */
  endsAt?: Date;
}

/** Posts one webhook of Alertmanager (version 4) as Alertmanager itself would, and expects that it is taken. */
export async function postWebhook(
  request: APIRequestContext,
  { url, token }: { url: string; token: string },
  firings: readonly Firing[],
): Promise<void> {
  const answer = await request.post(url, {
    headers: { authorization: `Bearer ${token}` },
    data: {
      version: '4',
      groupKey: '{}:{}',
      truncatedAlerts: 0,
      status: firings.some(({ endsAt }) => endsAt === undefined) ? 'firing' : 'resolved',
      receiver: 'tenken',
      groupLabels: {},
      commonLabels: {},
      commonAnnotations: {},
      externalURL: 'http://alertmanager.example.com:9093',
      alerts: firings.map(({ rule, service, severity, startsAt, endsAt }) => ({
        status: endsAt === undefined ? 'firing' : 'resolved',
        labels: { alertname: rule, service, severity, instance: '10.0.0.7:9100' },
        annotations: { summary: `${rule} on ${service}` },
        startsAt: startsAt.toISOString(),
        endsAt: endsAt?.toISOString() ?? '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example.com:9090/graph',
        fingerprint: fingerprintOf(`${rule} ${service}`),
      })),
    },
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

/** Sixteen hexadecimal digits, the same for the same text: all that Tenken asks of a fingerprint. */
function fingerprintOf(text: string): string {
  return Buffer.from(text).toString('hex').padStart(16, '0').slice(-16);
}
