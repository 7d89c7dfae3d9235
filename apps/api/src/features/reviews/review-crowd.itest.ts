import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { VERDICTS } from '@tenken/shared/verdicts.contract';
import { testRandom } from '@tenken/statistics/test-random';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { type ShakyAnswer, ShakyClient } from './test-shaky-client.js';

const PEOPLE = 20;
const ACTIONS_EACH = 6;
const RULES = 8;
const SEED = 5;

/** What one person did, as far as the server told them that it was done. */
interface Done {
  actionItems: string[];
  gaps: string[];
  topics: string[];
  decisions: string[];
  noteLines: string[];
  verdictEvents: string[];
  /** the last word, by rule item */
  votes: Map<string, string | null>;
  /** by topic */
  reviewed: Map<string, boolean>;
}

/**
 * Twenty people write into one session at once, at random, over a line that loses answers and connections, and send again
 * what they do not know of. Nothing is lost, nothing is there twice, nothing is refused but what is stale.
 */
describe('twenty people in one session', () => {
  let api: TestApp;
  let session: string;
  let serviceId: string;
  const people: ShakyClient[] = [];
  const random = testRandom(SEED);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.uniform() * from.length)]!;

  beforeAll(async () => {
    api = await createTestApp({ DATABASE_POOL_SIZE: '10' });
    const one = async (sql: string, parameters: unknown[] = []) =>
      (await api.dataSource.query(`${sql} returning id`, parameters))[0].id as string;
    serviceId = await one(`insert into services (key, name) values ('checkout', 'Checkout')`);
    const source = await one(`insert into sources (kind, key, name) values ('generic', 'g', 'g')`);
    await api.dataSource.query(
      `insert into alert_rules (source_id, uid, name, service_id)
       select $1, 'rule-' || n, 'rule-' || n, $2 from generate_series(1, $3::int) as n`,
      [source, serviceId, RULES],
    );
    for (let n = 0; n < PEOPLE; n += 1) people.push(await ShakyClient.signIn(api, `person-${n}`, random));
    const answer = await api.request.post('/api/v1/reviews').send({
      serviceIds: [serviceId],
      from: '2026-11-01',
      to: '2026-11-15',
      timeZone: 'UTC',
      language: 'en',
      start: true,
    });
    session = answer.body.id;
  });
  afterAll(async () => {
    for (const person of people) person.close();
    await api.close();
  });

  const read = async (): Promise<ReviewRoom> =>
    ReviewRoomSchema.parse((await api.request.get(`/api/v1/reviews/${session}`).expect(200)).body);
  const at = (rest = '') => `/api/v1/reviews/${session}${rest}`;

  /** Adds a line to a text that others write too, as the web does: on 409 it takes theirs and adds its own again. */
  async function addLine(
    person: ShakyClient,
    line: string,
    path: string,
    field: 'notes' | 'note',
    first: ReviewRoom,
    of: (room: ReviewRoom) => { text: string; rowVersion: number },
  ) {
    let { text, rowVersion } = of(first);
    for (;;) {
      const body = { [field]: text === '' ? line : `${text}\n${line}`, rowVersion };
      const answer = await person.send('PUT', at(path), body);
      if (answer.status === 200) return;
      expect([answer.status, answer.body.code]).toEqual([409, 'stale']);
      ({ text, rowVersion } = of(await read()));
      // It was written, and only the answer was lost.
      if (text.split('\n').includes(line)) return;
    }
  }

  async function actAtRandom(person: ShakyClient, name: string, first: ReviewRoom): Promise<Done> {
    const done: Done = {
      actionItems: [],
      gaps: [],
      topics: [],
      decisions: [],
      noteLines: [],
      verdictEvents: [],
      votes: new Map(),
      reviewed: new Map(),
    };
    const rules = first.items.flatMap((item) => (item.kind === 'alert_rule' ? [item] : []));
    const made = (answer: ShakyAnswer) =>
      expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
    const acts: (() => Promise<void>)[] = [
      async () => {
        const title = `action ${name}`;
        made(await person.send('POST', at('/action-items'), { title, clientId: randomUUID() }));
        done.actionItems.push(title);
      },
      async () => {
        const expected = `gap ${name}`;
        const body = { serviceId, signal: 'errors', expected, clientId: randomUUID() };
        made(await person.send('POST', at('/coverage-gaps'), body));
        done.gaps.push(expected);
      },
      async () => {
        const title = `topic ${name}`;
        const body = { step: 'wrap_up', title, clientId: randomUUID() };
        const answer = await person.send('POST', at('/topics'), body);
        made(answer);
        done.topics.push(title);
        const topic = ReviewRoomSchema.parse(answer.body).items.find(
          (item) => item.kind === 'topic' && item.evidence.title === title,
        )!;
        const reviewed = random.uniform() < 0.5;
        for (const value of [true, reviewed]) {
          const tick = { itemIds: [topic.id], reviewed: value };
          expect((await person.send('POST', at('/items/reviewed'), tick)).status).toBe(200);
        }
        done.reviewed.set(topic.id, reviewed);
      },
      async () => {
        const reason = `decision ${name}`;
        const alertRuleId = pick(rules).evidence.alertRuleId;
        const body = { reviewSessionId: session, alertRuleId, kind: 'tune', reason, createActionItem: true };
        made(await person.send('POST', '/api/v1/decisions', { ...body, clientId: randomUUID() }));
        done.decisions.push(reason);
      },
      async () => {
        const items = rules
          .filter(() => random.uniform() < 0.4)
          .map((rule) => ({ alertRuleId: rule.evidence.alertRuleId, verdict: pick(VERDICTS) }));
        if (items.length === 0) return;
        const body = { reviewSessionId: session, items, clientId: randomUUID() };
        const answer = await person.send('POST', '/api/v1/verdicts/bulk', body);
        made(answer);
        done.verdictEvents.push(...(answer.body.items as { id: string }[]).map(({ id }) => id));
      },
      async () => {
        const rule = pick(rules);
        const verdict = random.uniform() < 0.2 ? null : pick(VERDICTS);
        expect((await person.send('PUT', at(`/items/${rule.id}/vote`), { verdict })).status).toBe(200);
        done.votes.set(rule.id, verdict);
      },
      async () => {
        const line = `note ${name}`;
        await addLine(person, line, '/notes', 'notes', first, (room) => ({
          text: room.notes,
          rowVersion: room.rowVersion,
        }));
        done.noteLines.push(line);
      },
      async () => {
        const rule = rules[0]!;
        const line = `item note ${name}`;
        await addLine(person, line, `/items/${rule.id}/note`, 'note', first, (room) => {
          const { note, rowVersion } = room.items.find((item) => item.id === rule.id)!;
          return { text: note, rowVersion };
        });
        done.noteLines.push(line);
      },
      async () => {
        const tabId = `tab-${person.userId}-1234`;
        const where = { tabId, step: 'rules', itemId: pick(rules).id, isFollowing: false, editing: null };
        expect((await person.send('PUT', at('/presence'), where)).status).toBe(204);
        const move = pick([
          ['step', { step: pick(first.steps).key }],
          ['timer', { action: pick(['pause', 'resume', 'restart']) }],
          ['present', { present: random.uniform() < 0.7 }],
          ['items/reviewed', { itemIds: rules.map(({ id }) => id), reviewed: random.uniform() < 0.7 }],
        ] as const);
        expect((await person.send('POST', at(`/${move[0]}`), move[1])).status).toBe(200);
      },
    ];
    // Each does other things in an order of their own, nothing twice.
    const order = [...acts].sort(() => random.uniform() - 0.5);
    for (const act of order.slice(0, ACTIONS_EACH)) await act();
    return done;
  }

  const sorted = (texts: readonly string[]) => [...texts].sort();
  const everything = (all: readonly Done[], of: (done: Done) => readonly string[]) => sorted(all.flatMap(of));

  it('loses nothing and has nothing twice', async () => {
    const first = await read();
    const all = await Promise.all(people.map((person, n) => actAtRandom(person, `of ${n}`, first)));
    const room = await read();

    const ownActions = room.actionItems
      .map(({ title }) => title)
      .filter((title) => title.startsWith('action'));
    expect(sorted(ownActions)).toEqual(everything(all, (done) => done.actionItems));
    // and one with each decision
    expect(room.actionItems.length - ownActions.length).toBe(room.decisions.length);
    expect(sorted(room.gaps.map(({ expected }) => expected))).toEqual(everything(all, (done) => done.gaps));
    expect(sorted(room.decisions.map(({ reason }) => reason))).toEqual(
      everything(all, (done) => done.decisions),
    );
    const topics = room.items.flatMap((item) => (item.kind === 'topic' ? [item] : []));
    expect(sorted(topics.map(({ evidence }) => evidence.title))).toEqual(
      everything(all, (done) => done.topics),
    );
    for (const { reviewed } of all) {
      for (const [id, value] of reviewed)
        expect(topics.find((topic) => topic.id === id)?.isReviewed).toBe(value);
    }
    const itemNote = room.items.find((item) => item.note !== '')!.note;
    expect(sorted([...room.notes.split('\n'), ...itemNote.split('\n')])).toEqual(
      everything(all, (done) => done.noteLines),
    );

    // Every vote is the last word of the person who gave it.
    const itemIds = room.items.filter((item) => item.kind === 'alert_rule').map(({ id }) => id);
    const open = await api.request.post(at('/votes/reveal')).send({ itemIds, revealed: true }).expect(200);
    const votes = ReviewRoomSchema.parse(open.body).items.flatMap((item) =>
      item.kind === 'alert_rule'
        ? item.votes.all.map(({ person, verdict }) => `${item.id} ${person.id} ${verdict}`)
        : [],
    );
    const given = all.flatMap((done, n) =>
      [...done.votes].flatMap(([id, verdict]) =>
        verdict === null ? [] : [`${id} ${people[n]!.userId} ${verdict}`],
      ),
    );
    expect(sorted(votes)).toEqual(sorted(given));

    // Every verdict that was answered is an event; those of a rule are one chain, whose end is what counts.
    const events: { id: string; rule: string; previous: string | null; is_current: boolean }[] =
      await api.dataSource.query(
        `select id, alert_rule_id as rule, previous_id as previous, is_current from verdicts
         where review_session_id = $1`,
        [session],
      );
    expect(sorted(events.map(({ id }) => id))).toEqual(everything(all, (done) => done.verdictEvents));
    for (const rule of new Set(events.map((event) => event.rule))) {
      const chain = events.filter((event) => event.rule === rule);
      expect(chain.filter((event) => event.is_current)).toHaveLength(1);
      expect(new Set(chain.map((event) => event.previous)).size).toBe(chain.length);
    }

    const statuses = new Map<number, number>();
    for (const person of people) {
      for (const [status, n] of person.statuses) statuses.set(status, (statuses.get(status) ?? 0) + n);
    }
    expect([...statuses.keys()].filter((status) => ![200, 201, 204, 409].includes(status))).toEqual([]);
    expect(people.reduce((sum, person) => sum + person.resent, 0)).toBeGreaterThan(PEOPLE);
  });

  it('freezes everything that was answered before the close, and refuses the rest', async () => {
    const writes = people.map(async (person, n) => {
      const title = `last ${n}`;
      const answer = await person.send('POST', at('/action-items'), { title, clientId: randomUUID() });
      return { title, answer };
    });
    const closed = ReviewRoomSchema.parse((await api.request.post(at('/close')).expect(200)).body);
    const answers = await Promise.all(writes);
    const frozen = closed.actionItems.map(({ title }) => title).filter((title) => title.startsWith('last'));
    const taken = answers.filter(({ answer }) => answer.status === 201).map(({ title }) => title);
    for (const title of taken) expect(frozen).toContain(title);
    expect(new Set(frozen).size).toBe(frozen.length);
    for (const { answer } of answers.filter(({ answer: { status } }) => status !== 201)) {
      expect([answer.status, answer.body.code]).toEqual([409, 'review_closed']);
    }
    expect(await read()).toEqual(closed);
  });
});
