import { describe, expect, it, jest } from '@jest/globals';
import type { Verdict, VerdictEvent } from '@tenken/shared/verdicts.contract';
import { VerdictQueue } from './verdictQueue.js';

type Item = { alertRuleId: string; verdict: Verdict | null };

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

const answer = (items: Item[]) => ({
  items: items.map(
    (item, index) => ({ ...item, id: `e${item.alertRuleId}${index}` }) as unknown as VerdictEvent,
  ),
  failed: [],
});
const lost = new Error('no connection');

function queueOf(send: (items: Item[], clientId: string) => Promise<unknown>, storage = memory()) {
  return new VerdictQueue({
    sessionId: '7',
    storage,
    send: send as never,
    mayRetry: (error) => error === lost,
  });
}

describe('verdict queue', () => {
  it('sends in order, a rule never twice in one request', async () => {
    const sent: Item[][] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const queue = queueOf(async (items) => {
      sent.push(items);
      await gate;
      return answer(items);
    });
    queue.add('1', 'actionable');
    queue.add('2', 'duplicate');
    queue.add('3', 'expected');
    queue.add('2', null);
    release();
    await queue.flush();
    expect(sent.map((batch) => batch.map((item) => [item.alertRuleId, item.verdict]))).toEqual([
      [['1', 'actionable']],
      [
        ['2', 'duplicate'],
        ['3', 'expected'],
      ],
      [['2', null]],
    ]);
    expect(queue.getState().pending.size).toBe(0);
  });

  it('keeps verdicts through a lost connection and a closed tab', async () => {
    jest.useFakeTimers();
    const storage = memory();
    const first = queueOf(async () => {
      throw lost;
    }, storage);
    first.add('1', 'false_positive');
    await first.flush();
    expect(first.getState()).toMatchObject({ isOffline: true });
    expect(first.getState().pending.get('1')?.verdict).toBe('false_positive');
    first.stop();

    const sent: Item[][] = [];
    const second = queueOf(async (items) => {
      sent.push(items);
      return answer(items);
    }, storage);
    expect(second.getState().pending.get('1')?.verdict).toBe('false_positive');
    await second.flush();
    expect(sent).toHaveLength(1);
    expect(storage.getItem('tenken.verdicts.7')).toBeNull();
    jest.useRealTimers();
  });

  it('tries again by itself', async () => {
    jest.useFakeTimers();
    let calls = 0;
    const queue = queueOf(async (items) => {
      calls += 1;
      if (calls < 3) throw lost;
      return answer(items);
    });
    queue.add('1', 'unclear');
    await jest.advanceTimersByTimeAsync(20_000);
    expect([calls, queue.getState().pending.size, queue.getState().isOffline]).toEqual([3, 0, false]);
    jest.useRealTimers();
  });

  it('shows a refusal at its row, and can try it again or let it go', async () => {
    let refuse = true;
    const queue = queueOf(async (items) => {
      if (refuse) throw new Error('closed');
      return answer(items);
    });
    queue.add('1', 'unclear');
    await queue.flush();
    expect(queue.getState().failed.get('1')?.item.verdict).toBe('unclear');
    refuse = false;
    queue.retry('1');
    await queue.flush();
    expect([queue.getState().failed.size, queue.getState().pending.size]).toEqual([0, 0]);
  });

  it('tells rows that the server refused out of a batch', async () => {
    const queue = queueOf(async () => ({
      items: [],
      failed: [{ index: 0, code: 'alert_rule_not_found', detail: 'gone' }],
    }));
    queue.add('1', 'unclear');
    await queue.flush();
    expect(queue.getState().failed.get('1')).toMatchObject({ error: { message: 'gone' } });
    queue.dismiss('1');
    expect(queue.getState().failed.size).toBe(0);
  });

  it('sends what was never answered again as the same request, and what came later as another', async () => {
    const requests: { rules: string[]; clientId: string }[] = [];
    let isLost = true;
    const queue = queueOf(async (items, clientId) => {
      requests.push({ rules: items.map((item) => item.alertRuleId), clientId });
      if (isLost) throw lost;
      return answer(items);
    });
    queue.addAll(['1', '2'], 'unclear');
    await queue.flush();
    queue.stop();
    isLost = false;
    queue.add('3', 'unclear');
    await queue.flush();
    expect(requests.map(({ rules }) => rules)).toEqual([['1', '2'], ['1', '2'], ['3']]);
    expect(requests[1]?.clientId).toBe(requests[0]?.clientId);
    expect(requests[2]?.clientId).not.toBe(requests[0]?.clientId);
  });

  it('names the event of what was sent, and takes back with the verdict of before what may have arrived', async () => {
    const sent: Item[] = [];
    let isLost = true;
    const queue = queueOf(async (items) => {
      if (isLost) throw lost;
      sent.push(...items);
      return answer(items);
    });
    const perhaps = queue.add('1', 'unclear');
    await queue.flush();
    queue.stop();
    expect(await queue.takeBack(perhaps, 'duplicate')).toBe(true);
    await queue.flush();
    queue.stop();
    expect(queue.getState().pending.get('1')?.verdict).toBe('duplicate');
    isLost = false;
    const known = queue.add('2', 'unclear');
    // the second of its request: it goes out together with the verdict of before of the other rule
    expect(await queue.takeBack(known, null)).toBe('e21');
    expect(sent.map((item) => [item.alertRuleId, item.verdict])).toEqual([
      ['1', 'unclear'],
      ['1', 'duplicate'],
      ['2', 'unclear'],
    ]);
  });

  it('says why of what is not sent yet with it, and of what is sent by its event', async () => {
    const sent: Item[] = [];
    let release = () => {};
    const queue = queueOf(async (items) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      sent.push(...items);
      return answer(items);
    });
    const key = queue.add('1', 'false_positive');
    const reason = queue.addReason(key, 'threshold');
    release();
    expect(await reason).toBe('e10');
    expect(sent).toEqual([{ alertRuleId: '1', verdict: 'false_positive' }]);
  });
});
