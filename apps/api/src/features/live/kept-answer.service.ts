import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { LiveService } from './live.service.js';

/** Alerts come all the time: an answer from many of them may be older than the newest by so much. */
const PATIENCE_MS = 60_000;
/** What is never announced (rows changed by hand, a connection that was lost) is seen after so long. */
const LONGEST_MS = 300_000;
/** A change that this process announced is committed, and announced to all, within so long. */
const SETTLING_MS = 2000;
const MOST_KEPT = 50;

export interface KeptAnswer<Value> {
  value: Value;
  /** when it was begun to be made: changes before it are in it */
  asOf: Date;
}

interface Kept extends KeptAnswer<unknown> {
  topics: KeepFor<never>;
  patientSince: Date | null;
  isOutdated: boolean;
}

/** Topics of `LiveService` that change an answer. */
export interface KeepFor<Value> {
  /** a change makes it anew before anyone sees it again */
  topics: readonly string[];
  /** a change makes it anew beside the next look, and it is shown for at most a minute more */
  patientTopics: readonly string[];
  /** what is quick to make is not kept, and so never older than the question */
  isWorthKeeping(value: Value): boolean;
}

/** Answers that cost much and change seldom, kept in this process until what they were made from changes. */
@Injectable()
export class KeptAnswerService {
  private readonly kept = new Map<string, Kept>();
  private readonly making = new Map<string, Promise<unknown>>();
  private readonly announced = new Map<string, Date>();
  private readonly changes = new Map<string, number>();

  constructor(
    live: LiveService,
    private readonly clock: Clock,
  ) {
    live.events.subscribe(({ topic }) => this.changed(topic));
    live.announcements.subscribe((topic) => {
      this.announced.set(topic, this.clock.now());
      this.changed(topic);
    });
  }

  /** The kept answer to `key`, or what `make` gives, which is kept if it is worth it. */
  async get<Value>(
    key: string,
    keepFor: KeepFor<Value>,
    make: () => Promise<Value>,
  ): Promise<KeptAnswer<Value>> {
    const kept = this.kept.get(key) as (Kept & KeptAnswer<Value>) | undefined;
    if (kept === undefined || !this.mayBeShown(kept)) return this.make(key, keepFor, make);
    if (kept.patientSince !== null) this.makeBeside(key, keepFor, make);
    return { value: kept.value, asOf: kept.asOf };
  }

  private mayBeShown(kept: Kept): boolean {
    const now = this.clock.now().getTime();
    return (
      !kept.isOutdated &&
      now - kept.asOf.getTime() < LONGEST_MS &&
      (kept.patientSince === null || now - kept.patientSince.getTime() < PATIENCE_MS) &&
      !kept.topics.topics.some((topic) => this.isSettling(topic))
    );
  }

  private async make<Value>(
    key: string,
    keepFor: KeepFor<Value>,
    make: () => Promise<Value>,
  ): Promise<KeptAnswer<Value>> {
    const asOf = this.clock.now();
    const before = this.changesOf(keepFor.topics);
    const patientBefore = this.changesOf(keepFor.patientTopics);
    const value = await make();
    this.kept.delete(key);
    if (keepFor.isWorthKeeping(value)) {
      this.kept.set(key, {
        value,
        asOf,
        topics: keepFor,
        isOutdated: this.changesOf(keepFor.topics) !== before,
        patientSince: this.changesOf(keepFor.patientTopics) === patientBefore ? null : asOf,
      });
      const [oldest] = this.kept.keys();
      if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    }
    return { value, asOf };
  }

  private makeBeside<Value>(key: string, keepFor: KeepFor<Value>, make: () => Promise<Value>): void {
    if (this.making.has(key)) return;
    const made = this.make(key, keepFor, make)
      // the next look tries again, and tells of the error once the patience is over
      .catch(() => undefined)
      .finally(() => this.making.delete(key));
    this.making.set(key, made);
  }

  private changed(topic: string): void {
    this.changes.set(topic, (this.changes.get(topic) ?? 0) + 1);
    for (const kept of this.kept.values()) {
      if (kept.topics.topics.includes(topic)) kept.isOutdated = true;
      if (kept.topics.patientTopics.includes(topic)) kept.patientSince ??= this.clock.now();
    }
  }

  private changesOf(topics: readonly string[]): number {
    return topics.reduce((sum, topic) => sum + (this.changes.get(topic) ?? 0), 0);
  }

  private isSettling(topic: string): boolean {
    const at = this.announced.get(topic);
    return at !== undefined && this.clock.now().getTime() - at.getTime() < SETTLING_MS;
  }
}
