const RULES = 200;
const SERVICES = 20;
const DAYS = 60;

const HEADER = [
  'source',
  'rule',
  'service',
  'severity',
  'startsAt',
  'endsAt',
  'acknowledgedAt',
  'acknowledgedBy',
  'notifiedAt',
  'labels.instance',
  'labels.cluster',
  'labels.namespace',
  'summary',
  'url',
].join(',');

/**
 * A CSV file of episodes of one source, oldest first as trackers export them: 200 rules and 20 services over 60 days; a
 * third notified, a fifth acknowledged.
 */
export function makeEpisodeFile(source: string, rows: number, startMs: number): Buffer {
  const lines = [HEADER];
  for (let number = 0; number < rows; number += 1) {
    const rule = number % RULES;
    const startsMs = startMs - Math.floor(((rows - number) / rows) * DAYS * 86_400) * 1000;
    const at = (seconds: number) => new Date(startsMs + seconds * 1000).toISOString();
    lines.push(
      [
        source,
        `ServiceErrorRateHigh${rule}`,
        `service-${rule % SERVICES}`,
        rule % 3 === 0 ? 'critical' : 'warning',
        at(0),
        number % 50 === 0 ? '' : at(60 + (number % 5000)),
        number % 5 === 0 ? at(45) : '',
        number % 5 === 0 ? 'aki' : '',
        number % 3 === 0 ? at(30) : '',
        `10.${(number >> 16) % 256}.${(number >> 8) % 256}.${number % 256}:9100`,
        'tokyo-production-1',
        'shop',
        `"Error rate of service-${rule % SERVICES} is above 5 %, for ten minutes"`,
        `http://prometheus.example.com:9090/graph?g0.expr=error_rate&rule=${rule}`,
      ].join(','),
    );
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}
