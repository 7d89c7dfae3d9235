import type { SourceRow } from '@tenken/shared/sources.contract';

export interface Snippet {
  /** ends of message keys: `sources.snippet.<key>.title` and `.hint` */
  key: 'alertmanager' | 'prometheus' | 'curl' | 'github';
  /** YAML, a command, or lines to copy into a form */
  text: string;
}

/** Shown where the token would be, once it cannot be shown any more. */
export const TOKEN_PLACEHOLDER = '<TOKEN>';

/** What to paste at the sender. `credential` is the token, GitHub's secret, or the placeholder. */
export function prepareSnippets(
  source: Pick<SourceRow, 'kind' | 'ingestUrl' | 'receiverUrl'>,
  credential: string,
): Snippet[] {
  const { ingestUrl, receiverUrl } = source;
  if (ingestUrl === null) return [];
  if (source.kind === 'alertmanager') {
    const webhook: Snippet = { key: 'alertmanager', text: alertmanagerYaml(ingestUrl, credential) };
    return receiverUrl === null
      ? [webhook]
      : [{ key: 'prometheus', text: prometheusYaml(receiverUrl, credential) }, webhook];
  }
  if (source.kind === 'github') {
    return [
      {
        key: 'github',
        text: `Payload URL: ${ingestUrl}\nContent type: application/json\nSecret: ${credential}\nEvents: Issues`,
      },
    ];
  }
  return [{ key: 'curl', text: curlCommand(ingestUrl, credential) }];
}

function alertmanagerYaml(url: string, token: string): string {
  return `receivers:
  - name: tenken
    webhook_configs:
      - url: ${url}
        send_resolved: true
        http_config:
          authorization:
            credentials: ${token}

route:
  routes:
    # before your other routes; continue lets them see every alert as well
    - receiver: tenken
      continue: true
      group_by: ['...']
      group_wait: 5s
      group_interval: 10s`;
}

function prometheusYaml(receiverUrl: string, token: string): string {
  const { protocol, host, pathname } = new URL(receiverUrl);
  return `alerting:
  alertmanagers:
    # your own Alertmanager stays as it is; this is one more
    - scheme: ${protocol.replace(':', '')}
      path_prefix: ${pathname}
      authorization:
        credentials: ${token}
      static_configs:
        - targets: ['${hostWithPort(host, protocol)}']`;
}

function hostWithPort(host: string, protocol: string): string {
  if (/:\d+$/.test(host)) return host;
  return `${host}:${protocol === 'https:' ? 443 : 80}`;
}

function curlCommand(url: string, token: string): string {
  return `curl -X POST ${url} \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '{"rule": "Checkout errors", "service": "checkout", "severity": "critical",
       "startsAt": "2026-11-21T09:00:00+09:00", "labels": {"zone": "tokyo-1"}}'`;
}
