import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { ANY_TOPIC, type LiveEvent, LiveEventSchema } from '@tenken/shared/live.contract';
import { useEffect } from 'react';
import { topicKeys } from './topicKeys.js';

const NAME = 'tenken-live';
/** A flood of alerts is many events a second: what is on the screen is fetched anew at most this often. */
const GATHER_MS = 1_000;
/**
 * What people in one room see of each other does not wait for a second: asked for again after this, and after as long as the
 * last answer took (a busy server is left half of the time), at most after the other.
 */
const QUICK_MS = 100;
const QUICK_AT_MOST_MS = 500;
/** One change is told by several events: they are asked about once. */
const TOGETHER_MS = 40;
/** A tab that opens the stream later than so long after it came takes it over from one that has left. */
const TAKE_OVER_MS = 1_000;
/** The browser reconnects by itself, except after an HTTP error: then we do, waiting longer each time. */
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/**
 * Listens to `/api/v1/live` while somebody is signed in, and marks as stale every query whose key begins
 * with the event's topic (`['reviews', …]` for topic `reviews`) or with a noun that is made of it (topicKeys).
 *
 * HTTP/1.1 allows six connections to a host, and a stream holds one for ever: seven tabs would freeze the
 * product. So one tab (the holder of a Web Lock) keeps the stream and passes the events to the others. Where the stream
 * was interrupted, changes went by unheard: then everything on the screens is stale.
 */
export function useLiveUpdates(signedIn: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!signedIn || typeof EventSource === 'undefined') return;
    const stop = new AbortController();
    const gathered = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The first event shows at once; those that follow wait until the pause is over, and show together.
    const flush = () => {
      timer = gathered.size > 0 ? setTimeout(flush, GATHER_MS) : undefined;
      for (const key of gathered)
        void queryClient.invalidateQueries({
          queryKey: key === ANY_TOPIC ? [] : [key],
          predicate: (query) => !quick.has(query.queryKey),
        });
      gathered.clear();
    };
    const quick = quickUpdates(queryClient);
    const apply = (event: LiveEvent) => {
      for (const key of topicKeys(event.topic)) {
        gathered.add(key);
        quick.tell(key);
      }
      timer ??= setTimeout(flush, 0);
    };
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);
    const onMessage = (message: MessageEvent) => {
      const event = LiveEventSchema.safeParse(message.data);
      if (event.success) apply(event.data);
    };
    channel?.addEventListener('message', onMessage);
    const cameAt = performance.now();
    const listen = () =>
      openStream(stop.signal, performance.now() - cameAt > TAKE_OVER_MS, (event) => {
        channel?.postMessage(event);
        apply(event);
      });
    if (navigator.locks && channel) {
      navigator.locks.request(NAME, { signal: stop.signal }, listen).catch(() => {});
    } else void listen();
    return () => {
      stop.abort();
      clearTimeout(timer);
      quick.stop();
      channel?.close();
    };
  }, [signedIn, queryClient]);
}

const QUICK_KEYS: Record<string, QueryKey> = {
  reviews: ['reviews', 'room'],
  'review-presence': ['review-presence'],
};

/** What people in one room see of each other, each kind at its own pace: who moves does not hold up who judges. */
function quickUpdates(queryClient: QueryClient) {
  const paces = new Map(
    Object.entries(QUICK_KEYS).map(([key, queryKey]) => [key, quickUpdate(queryClient, queryKey)]),
  );
  return {
    has: (queryKey: QueryKey) =>
      Object.values(QUICK_KEYS).some((quick) => quick.every((part, index) => queryKey[index] === part)),
    tell: (key: string) => {
      for (const [name, pace] of paces) if (key === name || key === ANY_TOPIC) pace.tell();
    },
    stop: () => {
      for (const pace of paces.values()) pace.stop();
    },
  };
}

/** Fetches anew: soon after a pause, then as often as QUICK_MS says, never two at a time. */
function quickUpdate(queryClient: QueryClient, queryKey: QueryKey) {
  let isWaiting = false;
  let isBusy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => {
    timer = undefined;
    isBusy = true;
    isWaiting = false;
    const begun = performance.now();
    await queryClient.invalidateQueries({ queryKey });
    const pause = Math.max(QUICK_MS, performance.now() - begun);
    timer = setTimeout(
      () => {
        timer = undefined;
        isBusy = false;
        if (isWaiting) void run();
      },
      Math.min(pause, QUICK_AT_MOST_MS),
    );
  };
  return {
    tell: () => {
      isWaiting = true;
      if (!isBusy) timer ??= setTimeout(() => void run(), TOGETHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Keeps one stream open until `signal` aborts; resolves then. `isLate`: there was a stream before this one. */
function openStream(
  signal: AbortSignal,
  isLate: boolean,
  onEvent: (event: LiveEvent) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let mayHaveMissed = isLate;
    let source: EventSource | null = null;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource('/api/v1/live');
      source.onopen = () => {
        failures = 0;
        if (mayHaveMissed) onEvent({ topic: ANY_TOPIC, ids: [] });
        mayHaveMissed = true;
      };
      source.onmessage = (message) => {
        const event = LiveEventSchema.safeParse(parseJson(message.data));
        if (event.success) onEvent(event.data);
      };
      source.onerror = () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(connect, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
      };
    };
    const close = () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', close, { once: true });
    connect();
  });
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
