import { describe, expect, it } from '@jest/globals';
import { ANY_TOPIC, type LiveEvent } from '@tenken/shared/live.contract';
import { Subject } from 'rxjs';
import { type KeepFor, KeptAnswerService } from './kept-answer.service.js';
import type { LiveService } from './live.service.js';

const KEEP: KeepFor<number> = {
  topics: ['teams'],
  patientTopics: ['episodes'],
  isWorthKeeping: () => true,
};

function setUp() {
  const events = new Subject<LiveEvent>();
  const announcements = new Subject<LiveEvent>();
  let ms = 0;
  let source = 1;
  let made = 0;
  const kept = new KeptAnswerService({ events, announcements } as unknown as LiveService, {
    now: () => new Date(ms),
  });
  return {
    pass: (seconds: number) => {
      ms += seconds * 1000;
    },
    change: (topic: string, to: number, ids: string[] = []) => {
      source = to;
      events.next({ topic, ids });
    },
    announce: (topic: string) => announcements.next({ topic, ids: [] }),
    setSource: (to: number) => {
      source = to;
    },
    made: () => made,
    get: async (keep = KEEP) => {
      const { value, asOf } = await kept.get('key', keep, async () => {
        made += 1;
        return source;
      });
      return [value, asOf.getTime() / 1000];
    },
  };
}

describe('KeptAnswerService', () => {
  it('keeps an answer, with the instant it is of, and makes it anew after what nobody announced', async () => {
    const { pass, get, made, setSource } = setUp();
    expect(await get()).toEqual([1, 0]);
    setSource(2);
    pass(299);
    expect(await get()).toEqual([1, 0]);
    expect(made()).toBe(1);
    pass(1);
    expect(await get()).toEqual([2, 300]);
  });

  it('shows nothing older than a change of what people set', async () => {
    const { pass, get, change } = setUp();
    await get();
    pass(1);
    change('teams', 2);
    expect(await get()).toEqual([2, 1]);
    change('reviews', 3);
    expect(await get()).toEqual([2, 1]);
  });

  it('trusts nothing between the announcement of a change and the time by which it is committed', async () => {
    const { pass, get, announce, setSource } = setUp();
    await get();
    announce('teams');
    // made before the commit
    expect(await get()).toEqual([1, 0]);
    setSource(2);
    pass(1);
    expect(await get()).toEqual([2, 1]);
    pass(2);
    setSource(3);
    expect(await get()).toEqual([2, 1]);
  });

  it('shows an answer for a minute more when alerts came, and makes it anew beside that', async () => {
    const { pass, get, change } = setUp();
    await get();
    pass(10);
    change('episodes', 2);
    expect(await get()).toEqual([1, 0]);
    await Promise.resolve();
    await Promise.resolve();
    expect(await get()).toEqual([2, 10]);
    change('episodes', 3);
    pass(60);
    expect(await get()).toEqual([3, 70]);
  });

  it('waits with any rule that alerts changed, not with the one that a person named', async () => {
    const { pass, get, change } = setUp();
    const keep = { ...KEEP, topics: ['rules'], patientTopics: ['rules', 'episodes'] };
    await get(keep);
    pass(5);
    change('rules', 2, ['7']);
    expect(await get(keep)).toEqual([2, 5]);
    pass(5);
    change('rules', 3);
    expect(await get(keep)).toEqual([2, 5]);
  });

  it('marks an answer that was changed while it was made', async () => {
    const { pass, get, change } = setUp();
    const first = get();
    change('teams', 2);
    expect(await first).toEqual([1, 0]);
    pass(1);
    expect(await get()).toEqual([2, 1]);
  });

  it('trusts nothing that was kept while changes may have gone unheard', async () => {
    const { pass, get, change } = setUp();
    await get();
    pass(3);
    change(ANY_TOPIC, 2);
    expect(await get()).toEqual([2, 3]);
  });

  it('makes one answer for all who ask at once, and another for who asks after a change', async () => {
    const { pass, get, change, announce, made } = setUp();
    const asked = [get(), get(), get()];
    change('teams', 2);
    asked.push(get(), get());
    expect(await Promise.all(asked)).toEqual([1, 1, 1, 2, 2].map((value) => [value, 0]));
    expect(made()).toBe(2);
    // Who writes it down may ask before everyone hears of it.
    pass(10);
    announce('teams');
    expect(await Promise.all([get(), get()])).toEqual([
      [2, 10],
      [2, 10],
    ]);
    expect(made()).toBe(4);
  });

  it('tells everyone who waits of a failure, and tries again', async () => {
    const { get } = setUp();
    const failing: KeepFor<number> = {
      ...KEEP,
      isWorthKeeping: () => {
        throw new Error('no database');
      },
    };
    const asked = await Promise.allSettled([get(failing), get(failing)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await get()).toEqual([1, 0]);
  });

  it('does not keep what is quick to make', async () => {
    const { get, setSource } = setUp();
    const never = { ...KEEP, isWorthKeeping: () => false };
    await get(never);
    setSource(2);
    expect(await get(never)).toEqual([2, 0]);
  });
});
