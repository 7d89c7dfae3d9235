/*
 * Drives any webhook receiver, so that Alertmanager and other alert hubs can be measured beside Tenken:
 *
 *   node --import ./scripts/typescript.mjs bench/load.ts --url http://127.0.0.1:9093/api/v2/alerts --body alertmanager-receiver --size 1 --connections 128
 *   node --import ./scripts/typescript.mjs bench/load.ts --url http://127.0.0.1:8080/api/alert --body alerta --header "Authorization: Key …"
 *   node --import ./scripts/typescript.mjs bench/load.ts --url http://127.0.0.1:3000/api/v1/ingest/alertmanager --token … --rate 5000
 *   node --import ./scripts/typescript.mjs bench/load.ts --url … --file body.json
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bodyMakers } from './load-bodies.js';
import { generateLoad, percentile } from './load-generator.js';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    body: { type: 'string', default: 'alertmanager' },
    file: { type: 'string' },
    token: { type: 'string', default: '' },
    header: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', default: '1' },
    connections: { type: 'string', default: '16' },
    rate: { type: 'string' },
    requests: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    first: { type: 'string', default: '0' },
    retry: { type: 'boolean', default: false },
  },
});
const maker = bodyMakers[values.body];
if (values.url === undefined || maker === undefined) {
  process.stderr.write(
    `Usage: load.ts --url URL [--body ${Object.keys(bodyMakers).join('|')} | --file F] [--token T] [--header "Name: value"]… [--size N] [--connections N] [--rate PER_SECOND] [--requests N | --seconds S] [--first N] [--retry]\n`,
  );
  process.exit(2);
}

const size = Number(values.size);
const fixed = values.file === undefined ? null : readFileSync(values.file);
const startMs = Date.now() - 3_600_000;
const first = Number(values.first);
const result = await generateLoad({
  url: values.url,
  headers: {
    ...(values.token === '' ? {} : { authorization: `Bearer ${values.token}` }),
    ...Object.fromEntries(values.header.map((header) => header.split(/: */, 2) as [string, string])),
  },
  body: (index) => fixed ?? maker(first + index, { size, startMs, token: values.token }),
  connections: Number(values.connections),
  rate: values.rate === undefined ? null : Number(values.rate),
  retryAfterMs: values.retry ? 500 : null,
  ...(values.requests === undefined
    ? { seconds: Number(values.seconds) }
    : { requests: Number(values.requests) }),
});
const perSecond = result.accepted / result.seconds;
const ms = (share: number) => percentile(result.latenciesMs, share).toFixed(1);
process.stdout.write(
  `accepted ${result.accepted} in ${result.seconds.toFixed(1)} s: ${Math.round(perSecond)} requests/s, ${Math.round(perSecond * size)} alerts/s\n` +
    `answer p50 ${ms(0.5)} ms, p90 ${ms(0.9)} ms, p99 ${ms(0.99)} ms, max ${ms(1)} ms\n` +
    `refused: ${JSON.stringify(result.refusals)}\n`,
);
if (result.accepted === 0) process.exitCode = 1;
