import type {
  GiveVerdictsBody,
  Verdict,
  VerdictEvent,
  VerdictReason,
  VerdictsGivenResponse,
} from '@tenken/shared/verdicts.contract';
import { newClientId } from '../../api/newClientId.js';

/** A verdict that the server has not confirmed yet. */
export interface QueuedVerdict {
  /** made here; leads to the event once it is sent */
  key: string;
  alertRuleId: string;
  verdict: Verdict | null;
  reasonCode?: VerdictReason;
  /** the request that it went out with; sent again, that is the same request (the server may have done it already) */
  clientId?: string;
}

export interface VerdictQueueState {
  /** the newest unconfirmed verdict of each rule */
  pending: ReadonlyMap<string, QueuedVerdict>;
  /** rules whose verdict the server refused, and why; the row shows it in its place */
  failed: ReadonlyMap<string, { item: QueuedVerdict; error: unknown }>;
  /** true while the server cannot be reached; what is queued is kept and sent later */
  isOffline: boolean;
}

interface Options {
  sessionId: string;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  send(
    items: GiveVerdictsBody['items'],
    clientId: string,
  ): Promise<Pick<VerdictsGivenResponse, 'items' | 'failed'>>;
  /** true when the same request may succeed later by itself */
  mayRetry(error: unknown): boolean;
  /** resolves when what shows the events knows of them; until then the verdicts wait in the queue */
  onSent?(events: readonly VerdictEvent[]): Promise<void>;
  /** when what was just given goes out; without it at once */
  soon?(task: () => void): void;
}

/** The server takes so many at once. */
const BATCH = 500;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
const EMPTY: VerdictQueueState = { pending: new Map(), failed: new Map(), isOffline: false };

/**
 * Verdicts on their way to the server: shown at once, sent in their order, kept in the browser's storage until the
 * server has them, so that a lost connection (or a closed tab) loses none.
 */
export class VerdictQueue {
  readonly #options: Options;
  readonly #storageKey: string;
  #items: QueuedVerdict[];
  #failed = new Map<string, { item: QueuedVerdict; error: unknown }>();
  #events = new Map<string, string>();
  #listeners = new Set<() => void>();
  #state: VerdictQueueState = EMPTY;
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #isOffline = false;

  constructor(options: Options) {
    this.#options = options;
    this.#storageKey = `tenken.verdicts.${options.sessionId}`;
    this.#items = this.#read();
    this.#publish();
  }

  /** Shows the verdict now and sends it; returns the key by which it can be taken back. */
  add(alertRuleId: string, verdict: Verdict | null): string {
    return this.addAll([alertRuleId], verdict)[0] ?? '';
  }

  /** The same verdict for several rules, in one request. */
  addAll(alertRuleIds: readonly string[], verdict: Verdict | null): string[] {
    const added = alertRuleIds.map((alertRuleId) => {
      this.#failed.delete(alertRuleId);
      return { key: newClientId(), alertRuleId, verdict };
    });
    this.#items.push(...added);
    this.#changed();
    const { soon = (task) => task() } = this.#options;
    soon(() => void this.flush());
    return added.map(({ key }) => key);
  }

  /**
   * Takes back what was never sent (true), or waits for it and tells its event id; null when it was refused. What was sent
   * without an answer may have arrived: while the server cannot be reached, the verdict of before is given instead (true).
   */
  async takeBack(key: string, before: Verdict | null): Promise<true | string | null> {
    await this.#sending;
    const index = this.#items.findIndex((item) => item.key === key);
    const item = this.#items[index];
    if (item === undefined) return this.#events.get(key) ?? null;
    if (item.clientId === undefined) {
      this.#items.splice(index, 1);
      this.#changed();
    } else this.add(item.alertRuleId, before);
    return true;
  }

  /** Adds why to a verdict that was never sent (true), or waits for it and tells its event id; null when it was refused. */
  async addReason(key: string, reasonCode: VerdictReason): Promise<true | string | null> {
    await this.#sending;
    const item = this.#items.find((one) => one.key === key);
    if (item === undefined) return this.#events.get(key) ?? null;
    // It may have arrived without its reason; given anew with it, the last one counts.
    if (item.clientId === undefined) item.reasonCode = reasonCode;
    else {
      const { alertRuleId, verdict } = item;
      this.#items.push({ key: newClientId(), alertRuleId, verdict, reasonCode });
    }
    this.#changed();
    return true;
  }

  /** Sends everything that waits. Safe to call at any time. */
  flush = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  };

  /** Tries a refused verdict again. */
  retry(alertRuleId: string): void {
    const refused = this.#failed.get(alertRuleId);
    if (refused === undefined) return;
    this.add(alertRuleId, refused.item.verdict);
  }

  /** Lets a refused verdict go. */
  dismiss(alertRuleId: string): void {
    this.#failed.delete(alertRuleId);
    this.#publish();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = (): VerdictQueueState => this.#state;

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    while (this.#items.length > 0) {
      const { batch, clientId } = nextBatch(this.#items);
      for (const item of batch) item.clientId = clientId;
      this.#changed();
      try {
        const answer = await this.#options.send(
          batch.map(({ alertRuleId, verdict, reasonCode }) => ({
            alertRuleId,
            verdict,
            ...(reasonCode === undefined ? {} : { reasonCode }),
          })),
          clientId,
        );
        await this.#settle(batch, answer);
      } catch (error) {
        if (this.#options.mayRetry(error)) {
          this.#isOffline = true;
          this.#publish();
          const wait = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)];
          this.#timer = setTimeout(() => void this.flush(), wait);
          return;
        }
        for (const item of batch) this.#failed.set(item.alertRuleId, { item, error });
        this.#items = this.#items.filter((item) => !batch.includes(item));
      }
      this.#changed();
    }
  }

  async #settle(
    batch: readonly QueuedVerdict[],
    answer: Pick<VerdictsGivenResponse, 'items' | 'failed'>,
  ): Promise<void> {
    this.#tries = 0;
    this.#isOffline = false;
    for (const event of answer.items) {
      const item = batch.find(({ alertRuleId }) => alertRuleId === event.alertRuleId);
      if (item !== undefined) this.#events.set(item.key, event.id);
    }
    for (const { index, detail } of answer.failed) {
      const item = batch[index];
      if (item !== undefined) this.#failed.set(item.alertRuleId, { item, error: new Error(detail) });
    }
    // Told before they leave the queue: what is shown goes from one to the other without a gap.
    await this.#options.onSent?.(answer.items);
    this.#items = this.#items.filter((item) => !batch.includes(item));
  }

  #changed(): void {
    try {
      if (this.#items.length === 0) this.#options.storage?.removeItem(this.#storageKey);
      else this.#options.storage?.setItem(this.#storageKey, JSON.stringify(this.#items));
    } catch {
      // A full or forbidden storage: the verdicts still wait in this tab.
    }
    this.#publish();
  }

  #publish(): void {
    this.#state = {
      pending: new Map(this.#items.map((item) => [item.alertRuleId, item])),
      failed: new Map(this.#failed),
      isOffline: this.#isOffline,
    };
    for (const listener of this.#listeners) listener();
  }

  #read(): QueuedVerdict[] {
    try {
      const kept: unknown = JSON.parse(this.#options.storage?.getItem(this.#storageKey) ?? '[]');
      return Array.isArray(kept) ? (kept as QueuedVerdict[]) : [];
    } catch {
      return [];
    }
  }
}

/**
 * What goes out next: what went out last and was never answered, as it was; else the first items of the queue up to where a
 * rule would come a second time (one request keeps their order).
 */
function nextBatch(items: readonly QueuedVerdict[]): { batch: QueuedVerdict[]; clientId: string } {
  const sentBefore = items[0]?.clientId;
  if (sentBefore !== undefined) {
    return { batch: items.filter(({ clientId }) => clientId === sentBefore), clientId: sentBefore };
  }
  const seen = new Set<string>();
  const batch: QueuedVerdict[] = [];
  for (const item of items.slice(0, BATCH)) {
    if (seen.has(item.alertRuleId)) break;
    seen.add(item.alertRuleId);
    batch.push(item);
  }
  return { batch, clientId: newClientId() };
}
