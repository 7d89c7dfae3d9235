/** Configuration of Prometheus and Alertmanager. */

/** alertmanager.yml: a webhook receiver before the other routes. */
export function alertmanagerYaml(url: string, token: string): string {
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

/** prometheus.yml: one more Alertmanager. */
export function prometheusYaml(receiverUrl: string, token: string): string {
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

/**
 * alertmanager.yml of 0.33 and newer, started with --enable-feature=event-recorder. Alertmanager does not start with a
 * field that it does not know, so `batch`, which came with 0.34, is for a person to switch on.
 */
export function eventRecorderYaml(url: string, token: string): string {
  return `# alertmanager --enable-feature=event-recorder
event_recorder:
  webhook_outputs:
    - url: ${url}
      workers: 1
      # batch: true  # 0.34 or newer: fewer and larger requests
      http_config:
        authorization:
          credentials: ${token}`;
}

function hostWithPort(host: string, protocol: string): string {
  if (/:\d+$/.test(host)) return host;
  return `${host}:${protocol === 'https:' ? 443 : 80}`;
}
