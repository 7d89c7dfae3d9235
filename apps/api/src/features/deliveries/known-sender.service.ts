import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { concerns, LiveService } from '../live/live.service.js';
import type { Sender } from './credentials/sender-identity.service.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

interface Known {
  sender: Sender;
  checkAtMs: number;
  forgetAtMs: number;
}

/** After this the next request is checked in full, while the others go on. */
const CHECK_AFTER_MS = 2000;
/** A check that did not succeed lets nobody in for longer than this. */
const FORGET_AFTER_MS = 4000;
const MAX_KNOWN = 10_000;

/**
 * Senders that were let in by their token a moment ago, by kind of source and Authorization header. (As text: to hash it
 * for every request would cost more than all the rest of the look-up, and it is in memory for seconds only.)
 * Nothing else of a request had a part in it: those with a cookie, a signature or a token in the address are not
 * remembered. A token that is revoked is forgotten at once by the live channel, a source that is switched off within
 * CHECK_AFTER_MS.
 */
@Injectable()
export class KnownSenderService implements OnModuleInit, OnModuleDestroy {
  private readonly known = new Map<string, Known>();
  private changes: Subscription | null = null;

  constructor(private readonly live: LiveService) {}

  onModuleInit(): void {
    this.changes = this.live.events.subscribe((event) => {
      if (concerns(event, 'tokens')) this.known.clear();
    });
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** To be called with a sender that was identified in full, by nothing but its token. */
  remember(kind: string, headers: Headers, sender: Sender): void {
    const key = keyOf(kind, headers);
    if (key === null || sender.signature !== 'none') return;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    const nowMs = performance.now();
    this.known.set(key, {
      sender,
      checkAtMs: nowMs + CHECK_AFTER_MS,
      forgetAtMs: nowMs + FORGET_AFTER_MS,
    });
  }

  /** The sender of a request, or null when it has to be identified in full. */
  find(kind: string, headers: Headers): Sender | null {
    const key = keyOf(kind, headers);
    const known = key === null ? undefined : this.known.get(key);
    if (known === undefined) return null;
    const nowMs = performance.now();
    if (nowMs >= known.forgetAtMs) {
      this.known.delete(key!);
      return null;
    }
    if (nowMs < known.checkAtMs) return known.sender;
    // This one goes to be checked; the others meanwhile do not all go with it.
    known.checkAtMs = known.forgetAtMs;
    return null;
  }
}

function keyOf(kind: string, headers: Headers): string | null {
  const { authorization } = headers;
  if (typeof authorization !== 'string' || headers.cookie !== undefined) return null;
  return `${kind} ${authorization}`;
}
