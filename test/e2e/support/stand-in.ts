import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small Prometheus on this machine: one alert rule, by the documented answer of `/api/v1/rules`. */
export async function startPrometheus(rule: string): Promise<{ url: string; close(): Promise<void> }> {
  const groups = [
    {
      name: 'orders',
      file: '/etc/prometheus/orders.yml',
      interval: 30,
      rules: [
        {
          type: 'alerting',
          name: rule,
          query: 'rate(orders_failed_total[5m]) > 0.01',
          duration: 300,
          keepFiringFor: 0,
          labels: { severity: 'critical', service: 'orders' },
          annotations: { summary: 'Orders fail', runbook_url: 'https://runbooks.example.com/orders' },
          alerts: [],
          health: 'ok',
          state: 'inactive',
        },
      ],
    },
  ];
  const server = createServer((request, response) => {
    const isAsked = request.url?.startsWith('/api/v1/rules') ?? false;
    response.writeHead(isAsked ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAsked ? { status: 'success', data: { groups } } : { status: 'error' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
