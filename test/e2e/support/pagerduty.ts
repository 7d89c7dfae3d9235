import { createHmac } from 'node:crypto';
import { type APIRequestContext, expect } from '@playwright/test';

interface IncidentEvent {
  /** the event's own id: the same one is the same event, sent again */
  id: string;
  type: 'triggered' | 'acknowledged' | 'resolved';
  at: Date;
  startedAt: Date;
  title: string;
}

/** Posts a webhook of PagerDuty (v3) as PagerDuty itself would, signed with the secret; expects the status. */
export async function postIncidentEvent(
  request: APIRequestContext,
  { url, secret }: { url: string; secret: string },
  { id, type, at, startedAt, title }: IncidentEvent,
  status = 202,
): Promise<void> {
  const body = JSON.stringify({
    event: {
      id,
      event_type: `incident.${type}`,
      resource_type: 'incident',
      occurred_at: at.toISOString(),
      agent: type === 'triggered' ? null : { id: 'PHANAKO', summary: '佐藤 花子', type: 'user_reference' },
      client: null,
      data: {
        id: 'Q1BROWSER',
        type: 'incident',
        html_url: 'https://example.pagerduty.com/incidents/Q1BROWSER',
        number: 7,
        status: type,
        incident_key: 'b0a3c0ddc5e4a1f8e1f0a9b7c6d5e4f0',
        created_at: startedAt.toISOString(),
        title,
        service: { id: 'PSHOP01', summary: 'Shop API', type: 'service_reference' },
        assignees: [],
        teams: [],
        priority: null,
        urgency: 'high',
      },
    },
  });
  const answer = await request.post(url, {
    headers: {
      'content-type': 'application/json',
      'x-webhook-id': id,
      'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    data: Buffer.from(body),
  });
  expect(answer.status(), await answer.text()).toBe(status);
}
