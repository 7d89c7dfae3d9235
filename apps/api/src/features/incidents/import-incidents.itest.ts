import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM_ACTOR } from '../../http/actor.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { TrackerChangeService } from '../action-items/tracker-changes.service.js';
import { PostmortemService } from '../postmortems/postmortems.service.js';
import { IncidentService } from './incidents.service.js';

let api: TestApp;
let incidents: IncidentService;
let actionItems: ActionItemService;
let trackerChanges: TrackerChangeService;
let postmortems: PostmortemService;

beforeAll(async () => {
  api = await createTestApp();
  incidents = api.app.get(IncidentService, { strict: false });
  actionItems = api.app.get(ActionItemService, { strict: false });
  trackerChanges = api.app.get(TrackerChangeService, { strict: false });
  postmortems = api.app.get(PostmortemService, { strict: false });
});
afterAll(() => api.close());

const row = async (sql: string, parameters: unknown[] = []) =>
  (await api.dataSource.query(sql, parameters))[0];
type Imported = Parameters<IncidentService['importRecord']>[2];
const importIncident = (record: Imported) => incidents.importRecord(api.dataSource, SYSTEM_ACTOR, record);

const OUTAGE: Imported = {
  externalId: 'I-1',
  source: 'datadog',
  title: 'Checkout fails',
  severity: 'SEV1',
  services: ['Checkout', 'Payments'],
  startedAt: '2026-10-01T10:00:00Z',
  detectedAt: '2026-10-01T10:05:00Z',
  declaredAt: '2026-10-01T10:05:00Z',
  resolvedAt: '2026-10-01T11:00:00Z',
  detectionSource: 'customer',
  causeCategory: 'software',
  trigger: 'config_push',
  postmortem: { status: 'in_review', owner: 'Mori' },
};

describe('import of incidents', () => {
  it('keeps everything, flags what the source made up, and changes nothing the second time', async () => {
    expect(await importIncident(OUTAGE)).toBe('created');
    expect(await importIncident(OUTAGE)).toBe('unchanged');
    const incident = await row(`select * from incidents where external_id = 'I-1'`);
    expect(incident.provenance).toEqual({
      startedAt: 'imported',
      detectedAt: 'defaulted',
      declaredAt: 'imported',
      resolvedAt: 'imported',
    });
    expect(incident.trigger_category).toBe('config_push');
    expect(await row('select count(*)::int as n from incident_services')).toEqual({ n: 2 });
    expect(await row('select count(*)::int as n from incident_instants')).toEqual({ n: 4 });
    expect(await row('select status, owner from postmortems')).toEqual({
      status: 'in_review',
      owner: 'Mori',
    });
    expect(incident.row_version).toBe(1);
  });

  it('adds a corrected instant to the history, and never writes over a person', async () => {
    const { id } = await row(`select id from incidents where external_id = 'I-1'`);
    expect(await importIncident({ ...OUTAGE, resolvedAt: '2026-10-01T11:10:00Z' })).toBe('updated');
    expect((await row('select resolved_at from incidents where id = $1', [id])).resolved_at).toEqual(
      new Date('2026-10-01T11:10:00Z'),
    );
    await api.dataSource.query(
      `update incidents set resolved_at = '2026-10-01T12:00:00Z', human_fields = '{title}',
         title = 'Checkout was down', provenance = provenance || '{"resolvedAt": "human"}' where id = $1`,
      [id],
    );
    expect(await importIncident({ ...OUTAGE, resolvedAt: '2026-10-01T11:20:00Z' })).toBe('updated');
    expect(await row('select resolved_at, title from incidents where id = $1', [id])).toEqual({
      resolved_at: new Date('2026-10-01T12:00:00Z'),
      title: 'Checkout was down',
    });
    const history = await api.dataSource.query(
      `select at, provenance from incident_instants where incident_id = $1 and field = 'resolvedAt' order by id`,
      [id],
    );
    expect(history.map((h: { at: Date }) => h.at.toISOString())).toEqual([
      '2026-10-01T11:00:00.000Z',
      '2026-10-01T11:10:00.000Z',
      '2026-10-01T11:20:00.000Z',
    ]);
    expect(await importIncident({ ...OUTAGE, resolvedAt: '2026-10-01T11:20:00Z' })).toBe('unchanged');
  });

  it('keeps and flags what cannot be right', async () => {
    await importIncident({
      externalId: 'I-2',
      title: 'Typing mistake',
      startedAt: '2026-10-01T10:00:00Z',
      detectedAt: '2026-10-01T09:00:00Z',
      resolvedAt: '22025-10-01T10:00:00Z',
    });
    expect((await row(`select problems from incidents where external_id = 'I-2'`)).problems).toEqual([
      { code: 'absurd_year', fields: ['resolvedAt'] },
      { code: 'order_broken', fields: ['startedAt', 'detectedAt'] },
    ]);
  });

  it('names the field that it cannot take', async () => {
    await expect(
      importIncident({ externalId: 'I-3', title: 'x', startedAt: 'yesterday' }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      options: { errors: [{ path: 'startedAt' }] },
    });
  });

  it('ties incidents and action items that came in any order', async () => {
    const record = { source: 'tool', title: 'Again', recurrenceOf: 'A', externalId: 'B' };
    await importIncident(record);
    const item = {
      externalId: 'T-1',
      source: 'tool',
      incidentExternalId: 'A',
      title: 'Add a limit',
      status: 'done' as const,
      createdAt: '2026-10-02T00:00:00Z',
      completedAt: '2026-10-05T00:00:00Z',
    };
    expect(await actionItems.importRecord(api.dataSource, SYSTEM_ACTOR, item)).toBe('created');
    await importIncident({ source: 'tool', title: 'First', externalId: 'A' });
    expect(
      await row(`select r.status, a.external_id as later, b.external_id as earlier from incident_recurrences r
        join incidents a on a.id = r.incident_id join incidents b on b.id = r.earlier_incident_id`),
    ).toEqual({ status: 'confirmed', later: 'B', earlier: 'A' });
    expect(
      await row(`select i.external_id, a.status, a.completed_at from action_items a
        join incidents i on i.id = a.incident_id where a.external_id = 'T-1'`),
    ).toEqual({ external_id: 'A', status: 'done', completed_at: new Date('2026-10-05T00:00:00Z') });
    expect(await importIncident(record)).toBe('unchanged');
    expect(await actionItems.importRecord(api.dataSource, SYSTEM_ACTOR, item)).toBe('unchanged');
  });
});

describe('import of action items', () => {
  it('has no completion time when nobody said one, and keeps a later decision of a person', async () => {
    const item = { externalId: 'T-2', source: 'tool', title: 'Write a runbook', status: 'done' as const };
    await actionItems.importRecord(api.dataSource, SYSTEM_ACTOR, item);
    expect(await row(`select status, completed_at from action_items where external_id = 'T-2'`)).toEqual({
      status: 'done',
      completed_at: null,
    });
    expect(await actionItems.importRecord(api.dataSource, SYSTEM_ACTOR, item)).toBe('unchanged');
  });
});

describe('changes that a tracker tells', () => {
  const tracker = (status: 'open' | 'done' | 'declined' | 'deleted', at: string, more = {}) =>
    trackerChanges.apply(api.dataSource, {
      source: 'github',
      externalId: 'acme/shop#7',
      title: 'Limit retries',
      url: 'https://github.test/acme/shop/issues/7',
      status,
      at: new Date(at),
      createdAt: new Date('2026-10-01T00:00:00Z'),
      ...more,
    });

  it('leaves issues alone that are none of ours', async () => {
    expect(await tracker('open', '2026-10-01T00:00:00Z', { labels: ['bug'] })).toBe('unchanged');
  });

  it('comes to the same state when messages come late and twice', async () => {
    expect(await tracker('open', '2026-10-01T00:00:00Z', { labels: ['Postmortem'] })).toBe('created');
    expect(await tracker('done', '2026-10-09T00:00:00Z', { title: 'Limit retries to 3' })).toBe('updated');
    expect(await tracker('declined', '2026-10-05T00:00:00Z', { declineReason: 'not planned' })).toBe(
      'updated',
    );
    expect(await tracker('done', '2026-10-09T00:00:00Z', { title: 'Limit retries to 3' })).toBe('unchanged');
    expect(
      await row(`select title, status, completed_at, declined_at from action_items where source = 'github'`),
    ).toEqual({
      title: 'Limit retries to 3',
      status: 'done',
      completed_at: new Date('2026-10-09T00:00:00Z'),
      declined_at: null,
    });
  });

  it('takes up an item made by hand that names the issue', async () => {
    const url = 'https://github.test/acme/shop/issues/8';
    const { id } = await actionItems.create(SYSTEM_ACTOR, { title: 'By hand', url });
    await tracker('done', '2026-12-01T00:00:00Z', { externalId: 'acme/shop#8', url });
    expect(await row('select status, external_id from action_items where id = $1', [id])).toEqual({
      status: 'done',
      external_id: 'acme/shop#8',
    });
  });
});

describe('import of postmortems', () => {
  it('makes the incident, the postmortem and its action items once', async () => {
    const record = {
      externalId: '2018-02-22-nginx-down',
      source: 'docs',
      title: 'NGINX down',
      startedAt: '2018-02-22T10:00:00Z',
      resolvedAt: '2018-02-22T12:00:00Z',
      bodyMarkdown: '# NGINX down',
      sections: { timeline: '- 10:00 down' },
      actionItems: [{ title: 'Add an alert', type: 'detect' as const }, { title: 'Write a runbook' }],
    };
    expect(await postmortems.importRecord(api.dataSource, SYSTEM_ACTOR, record)).toBe('created');
    expect(await postmortems.importRecord(api.dataSource, SYSTEM_ACTOR, record)).toBe('unchanged');
    expect(
      await row(`select i.title, p.body_markdown, p.sections, (select count(*)::int from action_items a
          where a.incident_id = i.id) as items
        from incidents i join postmortems p on p.incident_id = i.id where i.source = 'docs'`),
    ).toEqual({
      title: 'NGINX down',
      body_markdown: '# NGINX down',
      sections: { timeline: '- 10:00 down' },
      items: 2,
    });
  });
});
