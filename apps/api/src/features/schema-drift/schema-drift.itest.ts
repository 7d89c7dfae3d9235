import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AcknowledgeDriftResponse,
  SchemaDriftResponse,
  SourceSchemaResponse,
} from '@tenken/shared/schema-drift.contract';
import { Clock } from '../../clock/clock.js';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { SchemaDriftService } from './schema-drift.service.js';

const HOUR_MS = 3_600_000;

describe('the shape of what a source sends', () => {
  let api: TestApp;
  let drift: SchemaDriftService;
  let sourceId: string;
  let token: string;
  let clock: Clock;
  beforeAll(async () => {
    api = await createTestApp();
    drift = api.app.get(SchemaDriftService);
    clock = api.app.get(Clock);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const created = await api.request.post('/api/v1/sources').send({ kind: 'generic', name: 'Shape' });
    sourceId = created.body.source.id;
    token = created.body.token;
  });

  const BODY = { rule: 'R', startsAt: '2026-11-20T00:00:00Z', labels: { a: 'b' }, run: { id: 1 } };
  /** As if this many hours had passed since; a delivery is offered with the instant of its receipt. */
  let hours = 0;
  const offer = async (body: unknown) => {
    hours += 1;
    const now = clock.now;
    const at = new Date(Date.UTC(2026, 9, 1) + hours * HOUR_MS);
    clock.now = () => at;
    drift.offer({ sourceId, adapter: 'generic', receivedAt: at }, Buffer.from(JSON.stringify(body)));
    clock.now = now;
    await drift.flush();
    return at.toISOString();
  };
  const learn = async () => {
    for (let n = 0; n < 51; n += 1) await offer(BODY);
  };
  const schema = async () =>
    SourceSchemaResponse.parse((await api.request.get(`/api/v1/sources/${sourceId}/schema`)).body);
  const open = async () => {
    const { items } = SchemaDriftResponse.parse((await api.request.get('/api/v1/schema-drift')).body);
    return items.find((item) => item.sourceId === sourceId) ?? null;
  };

  it('is learned; then what is new, missing or of another type is told, acknowledged, and told again when undone', async () => {
    await learn();
    expect(await schema()).toMatchObject({
      schemas: [{ adapter: 'generic', sampled: 51, fields: 5, baselineAt: expect.any(String) }],
      findings: [],
    });
    expect(await open()).toBeNull();

    const since = await offer({ ...BODY, team: 'sre', run: {}, startsAt: 5 });
    await offer({ ...BODY, team: 'sre' });
    expect((await schema()).findings).toEqual([
      expect.objectContaining({ path: 'run.id', kind: 'missing', since, seen: 52, absent: 1, example: '1' }),
      expect.objectContaining({
        path: 'startsAt',
        kind: 'retyped',
        since,
        types: ['text'],
        retypedTo: 'number',
      }),
      expect.objectContaining({ path: 'team', kind: 'new', since, seen: 2, example: '"sre"' }),
    ]);
    expect(await open()).toEqual({ sourceId, findings: 3, since });

    const findings = (await schema()).findings.map(({ adapter, path, kind }) => ({ adapter, path, kind }));
    const answer = await api.request
      .post(`/api/v1/sources/${sourceId}/schema/acknowledge`)
      .send({ findings });
    const acknowledged = AcknowledgeDriftResponse.parse(answer.body);
    expect(acknowledged.findings).toHaveLength(3);
    expect(await open()).toBeNull();
    await offer({ ...BODY, team: 'sre', run: {}, startsAt: 6 });
    expect(await open()).toBeNull();

    await api.request.post(`/api/v1/sources/${sourceId}/schema/restore`).send(acknowledged).expect(200);
    expect(await open()).toEqual({ sourceId, findings: 3, since });
    const [audit] = await api.dataSource.query(
      `select action from audit_log where subject_type = 'source' and subject_id = $1 and action like 'drift%'
       order by id limit 1`,
      [sourceId],
    );
    expect(audit).toEqual({ action: 'drift_acknowledged' });
  });

  it('can be called learned before its time', async () => {
    await offer(BODY);
    await offer({ ...BODY, before: 1 });
    const learned = await api.request.post(`/api/v1/sources/${sourceId}/schema/learned`).send();
    expect(SourceSchemaResponse.parse(learned.body).schemas[0]?.baselineAt).not.toBeNull();
    await offer({ ...BODY, after: 1 });
    expect((await schema()).findings.map(({ path }) => path)).toEqual(['after']);
  });

  it('looks at six deliveries a minute, at none that is old, large, or not JSON', async () => {
    const now = new Date();
    const send = (body: Buffer, receivedAt = now) =>
      drift.offer({ sourceId, adapter: 'generic', receivedAt }, body);
    send(Buffer.from('{'));
    send(Buffer.alloc(300_000, 32));
    send(Buffer.from(JSON.stringify(BODY)), new Date(now.getTime() - 2 * HOUR_MS));
    for (let n = 0; n < 1000; n += 1) send(Buffer.from(JSON.stringify(BODY)));
    await drift.flush();
    expect((await schema()).schemas).toMatchObject([{ sampled: 5 }]);
  });

  it('counts each sample once when several write at once', async () => {
    const services = [drift, drift, drift].map((service) => Object.create(service) as SchemaDriftService);
    for (const service of services) {
      Object.assign(service, { taken: new Map(), waiting: [], waitingBytes: 0, timer: null });
      for (let n = 0; n < 6; n += 1) {
        const body = Buffer.from(JSON.stringify({ ...BODY, [`f${n}x`]: 1 }));
        service.offer({ sourceId, adapter: 'generic', receivedAt: new Date() }, body);
      }
    }
    await Promise.all(services.map((service) => service.flush()));
    const [{ sampled, seen }] = await api.dataSource.query(
      `select s.sampled::int, p.seen::int from source_schemas s join source_schema_paths p
         on p.source_id = s.source_id and p.path = 'rule' where s.source_id = $1`,
      [sourceId],
    );
    expect([sampled, seen]).toEqual([18, 18]);
  });

  it('is seen in what really comes in', async () => {
    await api.anonymous
      .post('/api/v1/ingest/generic')
      .set('authorization', `Bearer ${token}`)
      .send(BODY)
      .expect(202);
    await until(async () => {
      await drift.flush();
      return (await schema()).schemas.length > 0;
    });
    expect((await schema()).schemas).toMatchObject([{ adapter: 'generic', sampled: 1, fields: 5 }]);
  });

  it('knows no source that is gone', async () => {
    drift.offer({ sourceId: '999999', adapter: 'generic', receivedAt: new Date() }, Buffer.from('{"a":1}'));
    await drift.flush();
    const rows = await api.dataSource.query(`select 1 from source_schemas where source_id = 999999`);
    expect(rows).toEqual([]);
  });
});
