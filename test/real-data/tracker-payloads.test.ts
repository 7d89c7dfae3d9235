import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { alertmanagerSilences } from '@tenken/api/features/connectors/kinds/alertmanager-silences';
import type { PullClient } from '@tenken/api/features/connectors/pull-client';
import { readDelivery } from '@tenken/api/features/deliveries/read-delivery';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

/** Issues of GitHub as its documentation has them, and answers of Alertmanager's API as karma recorded them. */
const RECEIVED = new Date('2026-11-20T00:00:00Z');
const PAYLOADS = join(SHARED_DATA, 'payloads');
const load = (file: string): unknown => JSON.parse(readFileSync(join(PAYLOADS, `${file}.json`), 'utf8'));

function readIssue(body: unknown) {
  const delivery = { adapter: 'github', headers: { 'x-github-event': 'issues' }, receivedAt: RECEIVED };
  const source = { settings: {}, defaultService: null };
  const { output, errorDetail } = readDelivery(delivery, Buffer.from(JSON.stringify(body)), source);
  expect([(body as { action: string }).action, errorDetail, output.problems]).toEqual([
    (body as { action: string }).action,
    null,
    [],
  ]);
  return output.trackerChanges[0];
}

(hasSharedData ? describe : describe.skip)('payloads of trackers and APIs (../shared/data/payloads)', () => {
  it('GitHub: fifteen actions, of which two say nothing', () => {
    const bodies = load('github_issues') as { action: string }[];
    expect(
      bodies.map((body) => {
        const change = readIssue(body);
        return [body.action, change?.status ?? null, change?.externalId ?? null, change?.cleared ?? null];
      }),
    ).toEqual([
      ['edited', 'open', 'Codertocat/Hello-World#1', null],
      ['assigned', 'open', 'Codertocat/Hello-World#1', null],
      ['deleted', 'deleted', 'Codertocat/Hello-World#1', null],
      ['demilestoned', null, null, null],
      ['labeled', 'open', 'Codertocat/Hello-World#1', null],
      ['locked', 'open', 'Codertocat/Hello-World#1', null],
      ['milestoned', null, null, null],
      ['opened', 'open', 'Codertocat/Hello-World#1', null],
      ['pinned', null, null, null],
      ['reopened', 'open', 'Codertocat/Hello-World#1', null],
      ['transferred', 'open', 'Codertocat/Hello-World#1', null],
      ['unassigned', 'open', 'Codertocat/Hello-World#1', null],
      ['unlabeled', 'open', 'Codertocat/Hello-World#1', null],
      ['unlocked', 'open', 'Codertocat/Hello-World#1', null],
      ['unpinned', null, null, null],
    ]);
    expect(readIssue(bodies[0])).toMatchObject({
      title: 'Spelling error in the README file',
      owner: 'Codertocat',
      dueOn: '2019-05-23',
      at: new Date('2019-05-15T15:20:18Z'),
      labels: ['bug'],
    });
    // deleted while it was closed: gone, not done
    expect(readIssue(bodies[2])!.statusAt).toBeUndefined();
    expect(readIssue(bodies[10])!.formerExternalIds).toEqual(['octo-org/octo-repo#1']);
  });

  it('Alertmanager 0.27: its silences, and the alerts that they hide', async () => {
    const groups = load('alertmanager_api_v2_alerts_groups__karma_0.27.0') as { alerts: Alert[] }[];
    // what /api/v2/alerts lists is what the groups hold, each alert once
    const alerts = new Map(groups.flatMap((group) => group.alerts).map((one) => [one.fingerprint, one]));
    const answers: Record<string, unknown> = {
      '/api/v2/silences': load('alertmanager_api_v2_silences__karma_0.27.0'),
      '/api/v2/alerts': [...alerts.values()],
    };
    const client = { get: async (path: string) => ({ value: answers[path], headers: {} }) };
    const { records, silences } = await alertmanagerSilences.pull({
      client: client as unknown as PullClient,
      settings: {},
      sourceSettings: {},
      from: RECEIVED,
      to: RECEIVED,
      now: RECEIVED,
      page: null,
    });
    expect(silences).toMatchObject([
      { comment: 'Silenced instance', createdBy: 'john@example.com', endsAt: new Date('2063-01-01Z') },
      { matchers: [{ name: 'alertname', value: 'Host_Down' }, { name: 'cluster' }] },
      { comment: 'Silenced server7', matchers: [{ value: 'server7', isRegex: false, isEqual: true }] },
    ]);
    expect(records).toHaveLength(12);
    const hidden = records.filter(({ suppression }) => suppression !== undefined);
    expect(hidden.map(({ title, suppression }) => [title, suppression!.kind, suppression!.by])).toEqual([
      ['HTTP_Probe_Failed', 'silenced', 'john@example.com'],
      ['Host_Down', 'silenced', 'john@example.com'],
      ['Host_Down', 'silenced', 'john@example.com'],
      ['Host_Down', 'silenced', 'john@example.com'],
    ]);
    // the silence was there before the alert: hidden from its first moment
    expect(hidden[0]!.suppression!.since).toEqual(new Date('2024-02-29T09:39:52.576Z'));
    for (const { messages, externalId } of records) {
      const [message] = messages;
      const read = readDelivery(
        { adapter: message!.adapter, headers: {}, receivedAt: RECEIVED },
        Buffer.from(JSON.stringify(message!.body)),
        { settings: {}, defaultService: null },
      );
      expect([read.errorDetail, read.output.transitions[0]!.fingerprint]).toEqual([null, externalId]);
    }
  });

  it('leaves no payload out', () => {
    const tests = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('-payloads.test.ts'))
      .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('\n');
    const files = readdirSync(PAYLOADS).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThan(0);
    const isNamed = (name: string) =>
      new RegExp(name.replaceAll('.', '\\.').replace(VARIANT, '_($1|\\$\\{\\w+\\})')).test(tests);
    expect(files.map((name) => name.replace(/\.json$/, '')).filter((name) => !isNamed(name))).toEqual([]);
  });
});

/** Some tests go through the states or languages of a payload. */
const VARIANT = /_(triggered|acknowledged|resolved(?=__)|en$|ja$)/;

interface Alert {
  fingerprint: string;
}
