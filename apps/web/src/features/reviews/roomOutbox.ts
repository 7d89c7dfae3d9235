import { type RoomWrite, replaceWrite, writeKey } from './roomWrite.js';

export interface KeptWrite {
  id: string;
  write: RoomWrite;
}

export interface OutboxState {
  /** not sent yet, oldest first */
  waiting: readonly KeptWrite[];
  /** what the server refused when it was sent later, and why; nothing is dropped without being seen */
  refused: readonly { kept: KeptWrite; error: unknown }[];
  /** the server could not be reached at the last attempt */
  isOffline: boolean;
}

interface Options {
  sessionId: string;
  /** tells this tab from another one of the same session */
  tabId: string;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null;
  send(write: RoomWrite): Promise<unknown>;
  /** true when the same request may succeed later by itself */
  mayRetry(error: unknown): boolean;
}

const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
const EMPTY: OutboxState = { waiting: [], refused: [], isOffline: false };

/**
 * Everything that was written in a room while the server could not be reached, kept in the browser's storage and sent in
 * its order. What makes a new row carries a client id, so that a request whose answer was lost does its work once.
 */
export class RoomOutbox {
  readonly #options: Options;
  readonly #prefix: string;
  #waiting: KeptWrite[];
  #refused: { kept: KeptWrite; error: unknown }[] = [];
  #listeners = new Set<() => void>();
  #state = EMPTY;
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #isOffline = false;
  #nextId = 1;

  constructor(options: Options) {
    this.#options = options;
    this.#prefix = `tenken.outbox.${options.sessionId}.`;
    this.#waiting = this.#adopt();
    this.#changed();
  }

  /** Sends at once; true with the answer, or false when it is kept to be sent later. Throws what the server refuses. */
  async submit<Answer>(
    write: RoomWrite,
    direct: () => Promise<Answer>,
  ): Promise<{ sent: true; answer: Answer } | { sent: false }> {
    // What waits for the same thing would undo this one when it is sent later.
    const isBehind = this.#waiting.some(({ write: other }) => {
      const key = writeKey(write);
      return key !== null && writeKey(other) === key;
    });
    if (!isBehind) {
      try {
        const answer = await direct();
        this.#reached();
        return { sent: true, answer };
      } catch (error) {
        if (!this.#options.mayRetry(error)) throw error;
      }
    }
    this.keep(write);
    return { sent: false };
  }

  /** Keeps a write that could not be sent; it is tried again by itself. */
  keep(write: RoomWrite): void {
    const key = writeKey(write);
    const index = key === null ? -1 : this.#waiting.findIndex((kept) => writeKey(kept.write) === key);
    const old = this.#waiting[index];
    const kept = { id: `${this.#options.tabId}-${this.#nextId++}`, write };
    // The one that is on its way (the first) is not changed any more.
    if (old !== undefined && !(index === 0 && this.#sending !== null)) {
      this.#waiting[index] = { ...kept, write: replaceWrite(old.write, write) };
    } else this.#waiting.push(kept);
    this.#isOffline = true;
    this.#changed();
    this.#later();
  }

  /** Sends everything that waits. Safe to call at any time. */
  flush = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0) this.#later();
    });
    return this.#sending;
  };

  /** Tries a refused write again. */
  retry(id: string): void {
    const found = this.#refused.find(({ kept }) => kept.id === id);
    if (found === undefined) return;
    this.#refused = this.#refused.filter((other) => other !== found);
    this.#waiting.push(found.kept);
    this.#changed();
    void this.flush();
  }

  /** Lets a refused write go. */
  discard(id: string): void {
    this.#refused = this.#refused.filter(({ kept }) => kept.id !== id);
    this.#publish();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = (): OutboxState => this.#state;

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    for (let kept = this.#waiting[0]; kept !== undefined; kept = this.#waiting[0]) {
      try {
        await this.#options.send(kept.write);
        this.#isOffline = false;
        this.#tries = 0;
      } catch (error) {
        if (this.#options.mayRetry(error)) {
          this.#isOffline = true;
          this.#publish();
          return;
        }
        this.#refused.push({ kept, error });
      }
      this.#waiting = this.#waiting.filter((other) => other !== kept);
      this.#changed();
    }
  }

  #reached(): void {
    if (!this.#isOffline) return;
    this.#isOffline = false;
    this.#publish();
    if (this.#waiting.length > 0) void this.flush();
  }

  #later(): void {
    clearTimeout(this.#timer);
    const wait = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)];
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  #changed(): void {
    const key = this.#prefix + this.#options.tabId;
    try {
      if (this.#waiting.length === 0) this.#options.storage?.removeItem(key);
      else this.#options.storage?.setItem(key, JSON.stringify(this.#waiting));
    } catch {
      // A full or forbidden storage: what was written still waits in this tab.
    }
    this.#publish();
  }

  #publish(): void {
    this.#state = {
      waiting: [...this.#waiting],
      refused: [...this.#refused],
      isOffline: this.#isOffline,
    };
    for (const listener of this.#listeners) listener();
  }

  /** What tabs of before (closed, crashed, reloaded) have left; a tab that still lives sends it too, to the same effect. */
  #adopt(): KeptWrite[] {
    const { storage } = this.#options;
    const found: KeptWrite[] = [];
    try {
      const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
      for (const key of keys.filter((one) => one.startsWith(this.#prefix)).sort()) {
        const kept: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
        if (Array.isArray(kept)) found.push(...(kept as KeptWrite[]));
        storage?.removeItem(key);
      }
    } catch {
      // Not readable: nothing to adopt.
    }
    return found;
  }
}
