import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RoomOutbox } from './roomOutbox.js';
import type { RoomWrite } from './roomWrite.js';

class Memory {
  #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
}

const lost = new Error('no network');
const refused = new Error('closed');
const topic = (title: string): RoomWrite => ({
  kind: 'topic',
  step: 'talk',
  title,
  clientId: `client-${title}`,
  label: title,
});
const note = (text: string, base = 'old'): RoomWrite => ({
  kind: 'item_note',
  itemId: '1',
  base,
  text,
  rowVersion: base === 'old' ? 1 : 2,
  label: 'note',
});

describe('RoomOutbox', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function outbox(send: (write: RoomWrite) => Promise<unknown>, storage = new Memory(), tabId = 'a') {
    const box = new RoomOutbox({
      sessionId: '7',
      tabId,
      storage,
      send,
      mayRetry: (error) => error === lost,
    });
    return { box, storage };
  }

  it('keeps what could not be sent, in its order, and sends it by itself later', async () => {
    let isUp = false;
    const sent: RoomWrite[] = [];
    const { box, storage } = outbox(async (write) => {
      if (!isUp) throw lost;
      sent.push(write);
    });
    expect(await box.submit(topic('one'), () => Promise.reject(lost))).toEqual({ sent: false });
    expect(await box.submit(topic('two'), () => Promise.reject(lost))).toEqual({ sent: false });
    expect(box.getState()).toMatchObject({ isOffline: true, waiting: [{}, {}] });
    expect(storage.getItem('tenken.outbox.7.a')).toContain('client-two');
    await jest.advanceTimersByTimeAsync(20_000);
    expect(sent).toEqual([]);
    isUp = true;
    await jest.advanceTimersByTimeAsync(30_000);
    expect(sent).toEqual([topic('one'), topic('two')]);
    expect(box.getState()).toEqual({ isOffline: false, waiting: [], refused: [] });
    expect(storage.length).toBe(0);
  });

  it('sends what a closed tab has left', async () => {
    const { storage } = outbox(() => Promise.reject(lost));
    const first = outbox(() => Promise.reject(lost), storage).box;
    first.keep(topic('left'));
    first.stop();
    const sent: RoomWrite[] = [];
    const { box } = outbox(async (write) => sent.push(write), storage, 'b');
    expect(box.getState().waiting).toHaveLength(1);
    await box.flush();
    expect(sent).toEqual([topic('left')]);
    expect(storage.length).toBe(0);
  });

  it('keeps one note of an item: the last text, with the text that the first was begun from', async () => {
    const sent: RoomWrite[] = [];
    const { box } = outbox(async (write) => sent.push(write));
    box.keep(note('mine'));
    // Sent later, the first would put the old text over this one: it waits behind it.
    expect(await box.submit(note('mine and more', 'mine'), () => Promise.resolve('sent'))).toEqual({
      sent: false,
    });
    await box.flush();
    expect(sent).toEqual([note('mine and more')]);
  });

  it('tells what is refused, when it was sent at once and when it was sent later', async () => {
    const { box } = outbox(() => Promise.reject(refused));
    await expect(box.submit(topic('one'), () => Promise.reject(refused))).rejects.toBe(refused);
    expect(box.getState().waiting).toEqual([]);
    box.keep(topic('two'));
    await box.flush();
    const [one] = box.getState().refused;
    expect(one).toMatchObject({ kept: { write: topic('two') }, error: refused });
    box.discard(one?.kept.id ?? '');
    expect(box.getState().refused).toEqual([]);
  });
});
