import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../clock/clock.js';
import type { OpenApiDocument, Operation } from '../features/openapi/describe-routes.js';
import { createTestApp, type TestApp } from './test-app.js';

/** Lists that have no file of their own, each with its reason. */
const WITHOUT_EXPORT = new Set([
  // settings of this installation, and secrets: not figures
  '/api/v1/users',
  '/api/v1/tokens',
  '/api/v1/sources',
  '/api/v1/connectors',
  '/api/v1/saved-views',
  '/api/v1/report-schedules',
  '/api/v1/holidays',
  // each report and each import job has files of its own
  '/api/v1/reports',
  '/api/v1/import-jobs',
  '/api/v1/schema-drift',
]);

/** What figures cannot do without. */
const NEEDED: Record<string, string> = {
  metric: 'ttr',
  from: '2026-01-01',
  to: '2026-10-01',
  timeZone: 'UTC',
  rotation: 'Platform (sample)',
  state: 'never_reviewed',
};

let api: TestApp;
let document: OpenApiDocument;
/** Addresses without parameters that answer GET, with their operation. */
let reads: [path: string, operation: Operation][];

beforeAll(async () => {
  api = await createTestApp();
  await api.request.post('/api/v1/sample-data').send({}).expect(201);
  await api.request.post('/api/v1/teams').send({ name: '=HYPERLINK("x")', key: 'formula' }).expect(201);
  // Effects are measured up to now: two readings must be of the same instant.
  const now = new Date();
  api.app.get(Clock).now = () => now;
  document = (await api.request.get('/api/openapi.json')).body;
  reads = Object.entries(document.paths).flatMap(([path, { get }]) =>
    get !== undefined && !path.includes('{') ? [[path, get] as [string, Operation]] : [],
  );
});
afterAll(() => api.close());

function isList({ responses }: Operation): boolean {
  const schema = responses['200']?.content?.['application/json']?.schema as
    | { properties?: Record<string, unknown> }
    | undefined;
  return schema?.properties?.items !== undefined && schema.properties.nextCursor !== undefined;
}

/** The parameters without which an operation answers nothing. */
function neededBy({ parameters }: Operation): string {
  const needed = parameters.filter((one) => one.in === 'query' && one.required);
  return needed.map(({ name }) => `&${name}=${encodeURIComponent(NEEDED[name] as string)}`).join('');
}

async function everyRow(path: string, needed: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  let cursor = '';
  do {
    const { body } = await api.request.get(`${path}?limit=500${needed}${cursor}`).expect(200);
    rows.push(...body.items);
    cursor = body.nextCursor === null ? '' : `&cursor=${encodeURIComponent(body.nextCursor)}`;
  } while (cursor !== '');
  return rows;
}

/** Each row as text, but for figures that are read from the clock: two readings differ in them. */
function texts(rows: unknown[]): string[] {
  const inOrder = (key: string, value: unknown) => {
    if (/age|seconds$/i.test(key)) return null;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  };
  return rows.map((row) => JSON.stringify(row, inOrder)).sort();
}

function parseCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  return lines.slice(0, -1);
}

describe('exports', () => {
  it('every list has one, and says so in the API description', () => {
    const lists = reads.filter(([, operation]) => isList(operation)).map(([path]) => path);
    expect(lists.length).toBeGreaterThan(15);
    const without = lists.filter((path) => document.paths[`${path}/export`] === undefined);
    expect(without.filter((path) => !WITHOUT_EXPORT.has(path))).toEqual([]);
  });

  it('every export has the rows of its list: as JSON the same, as CSV one line each', async () => {
    const exports = reads.filter(([path]) => path.endsWith('/export'));
    for (const [path, operation] of exports) {
      const needed = neededBy(operation);
      const list = path.replace(/\/export$/, '');
      const rows = await everyRow(list, needed);
      const json = await api.request.get(`${path}?format=json${needed}`).expect(200);
      expect(json.headers['content-disposition']).toMatch(/^attachment; filename="[a-z-]+\.json"$/);
      const found = texts(rows);
      const others = texts(json.body).filter((row, index) => row !== found[index]);
      expect([path, json.body.length, others.slice(0, 1)]).toEqual([path, rows.length, []]);
      const csv = await api.request
        .get(`${path}?format=csv${needed}`)
        .expect(200)
        .expect('content-type', 'text/csv; charset=utf-8');
      expect(csv.text.startsWith('\uFEFF')).toBe(true);
      const [header, ...lines] = parseCsv(csv.text.slice(1));
      expect({ path, lines: lines.length }).toEqual({ path, lines: rows.length });
      expect(lines.every((line) => line.length === header!.length)).toBe(true);
      expect(new Set(header).size).toBe(header!.length);
    }
    expect(exports.length).toBeGreaterThan(14);
  });

  it('every figure is also a table, with its definition where it has one', async () => {
    const figures = reads.filter(
      ([path, { parameters }]) =>
        !path.endsWith('/export') &&
        parameters.some(({ name, schema }) => name === 'format' && 'default' in schema),
    );
    expect(figures.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        '/api/v1/home',
        '/api/v1/coverage',
        '/api/v1/metrics/durations',
        '/api/v1/metrics/durations/curve',
        '/api/v1/metrics/incident-rates',
        '/api/v1/metrics/action-items',
        '/api/v1/metrics/recurrence',
        '/api/v1/metrics/postmortems',
      ]),
    );
    for (const [path, operation] of figures) {
      const address = `${path}?${neededBy(operation)}`;
      const csv = await api.request.get(`${address}&format=csv`);
      expect([address, csv.status]).toEqual([address, 200]);
      const [header, ...lines] = parseCsv(csv.text.slice(1));
      expect(header).toEqual('definition group groupLabel from to figure item value'.split(' '));
      if (path !== '/api/v1/metrics/definition-changes') expect(lines.length).toBeGreaterThan(2);
      if (/metrics\/(?!definition)/.test(path))
        expect(lines.every(([key]) => /^[\w-]+@\d+$/.test(key!))).toBe(true);
      await api.request.get(`${address}&format=xml`).expect(400);
    }
  });

  it('shows the same number as the answer itself, raw', async () => {
    const query = '/api/v1/metrics/durations?metric=ttr&groupBy=severity';
    const { body } = await api.request.get(query).expect(200);
    const [, ...lines] = parseCsv((await api.request.get(`${query}&format=csv`)).text.slice(1));
    for (const group of body.groups) {
      const line = lines.find(
        ([, key, , , , figure]) => key === group.key && figure === 'groups.total.medianSeconds',
      );
      expect(line!.at(-1)).toBe(String(group.total.medianSeconds ?? ''));
    }
    expect(body.groups.length).toBeGreaterThan(1);
  });

  it('keeps filters, refuses what the list refuses, and a spreadsheet runs nothing', async () => {
    const csv = await api.request.get('/api/v1/teams/export').expect(200);
    expect(csv.text).toContain(`"'=HYPERLINK(""x"")"`);
    const done = await api.request.get('/api/v1/decisions/export?format=json&status=done').expect(200);
    const all = await api.request.get('/api/v1/decisions/export?format=json').expect(200);
    expect(done.body.length).toBeLessThan(Math.max(1, all.body.length));
    await api.request.get('/api/v1/decisions/export?cursor=x').expect(400);
    await api.request.get('/api/v1/decisions/export?format=xlsx').expect(400);
    await api.anonymous.get('/api/v1/decisions/export').expect(401);
  });
});
