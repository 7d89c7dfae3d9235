/** Commands to try a source with, and what goes into programs. */

export function genericCurl(url: string, token: string): string {
  return `curl -X POST ${url} \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '{"rule": "Checkout errors", "service": "checkout", "severity": "critical",
       "startsAt": "2026-11-21T09:00:00+09:00", "labels": {"zone": "tokyo-1"}}'`;
}

export function cloudEventsCurl(url: string, token: string): string {
  return `curl -X POST ${url} \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -H 'ce-specversion: 1.0' -H 'ce-id: 1' -H 'ce-source: /checkout' \\
  -H 'ce-type: dev.tenken.episode' \\
  -d '{"rule": "Checkout errors", "service": "checkout", "severity": "critical",
       "startsAt": "2026-11-21T09:00:00+09:00", "labels": {"zone": "tokyo-1"}}'`;
}

/** The address takes the place of https://events.pagerduty.com; clients add /v2/enqueue. */
export function pagerDutyEvents(receiverUrl: string, routingKey: string): string {
  return `# instead of https://events.pagerduty.com/v2/enqueue
URL: ${receiverUrl}/v2/enqueue
routing_key: ${routingKey}

# Alertmanager
pagerduty_configs:
  - url: ${receiverUrl}/v2/enqueue
    routing_key: ${routingKey}`;
}
