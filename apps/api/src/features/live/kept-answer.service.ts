import { Injectable } from '@nestjs/common';
import type { LiveEvent } from '@tenken/shared/live.contract';
import { Clock } from '../../clock/clock.js';
import { concerns, LiveService } from './live.service.js';

/** Alerts come all the time: an answer from many of them may be older than the newest by so much. */
const PATIENCE_MS = 60_000;
/** What is never announced (rows changed by hand) is seen after so long. */
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
  keepFor: KeepFor<never>;
  patientSince: Date | null;
  isOutdated: boolean;
}

/** How often a topic changed, of rows that were named or of any. */
interface Change {
  topic: string;
  isNamed: boolean;
  count: number;
  announcedAt: Date | null;
}

interface Making {
  answer: Promise<KeptAnswer<unknown>>;
  /** urgent changes that there had been when it was begun */
  changes: number;
}

/** Topics of `LiveService` that change an answer. */
export interface KeepFor<Value> {
  /** a change makes it anew before anyone sees it again */
  topics: readonly string[];
  /**
   * A change makes it anew beside the next look, and it is shown for at most a minute more. Of a topic that is in both
   * lists, only what names its rows is not waited for: alerts that come change "any" rule.
   */
  patientTopics: readonly string[];
  /** what is quick to make is not kept, and so never older than the question */
  isWorthKeeping(value: Value): boolean;
}

/** Answers that cost much and change seldom, kept in this process until what they were made from changes. */
@Injectable()
export class KeptAnswerService {
  private readonly kept = new Map<string, Kept>();
  private readonly making = new Map<string, Making>();
  private readonly changes = new Map<string, Change>();

  constructor(
    live: LiveService,
    private readonly clock: Clock,
  ) {
    live.events.subscribe((event) => this.changed(event, null));
    live.announcements.subscribe((event) => this.changed(event, this.clock.now()));
  }

  /** The kept answer to `key`, or what `make` gives, which is kept if it is worth it. */
  async get<Value>(
    key: string,
    keepFor: KeepFor<Value>,
    make: () => Promise<Value>,
  ): Promise<KeptAnswer<Value>> {
    const kept = this.kept.get(key) as (Kept & KeptAnswer<Value>) | undefined;
    if (kept === undefined || !this.mayBeShown(kept)) return this.makeTogether(key, keepFor, make);
    if (kept.patientSince !== null) {
      // the next look tries again, and tells of the error once the patience is over
      this.makeTogether(key, keepFor, make).catch(() => undefined);
    }
    return { value: kept.value, asOf: kept.asOf };
  }

  /** The answer that is being made already, if nothing has changed since it was begun: many open a page at once. */
  private makeTogether<Value>(
    key: string,
    keepFor: KeepFor<Value>,
    make: () => Promise<Value>,
  ): Promise<KeptAnswer<Value>> {
    const changes = this.countChanges(keepFor, isUrgent);
    const running = this.making.get(key);
    if (running?.changes === changes && !this.isSettling(keepFor)) {
      return running.answer as Promise<KeptAnswer<Value>>;
    }
    const answer = this.make(key, keepFor, make).finally(() => {
      if (this.making.get(key)?.answer === answer) this.making.delete(key);
    });
    this.making.set(key, { answer, changes });
    return answer;
  }

  private mayBeShown(kept: Kept): boolean {
    const now = this.clock.now().getTime();
    return (
      !kept.isOutdated &&
      now - kept.asOf.getTime() < LONGEST_MS &&
      (kept.patientSince === null || now - kept.patientSince.getTime() < PATIENCE_MS) &&
      !this.isSettling(kept.keepFor)
    );
  }

  /** A change that was announced may not be committed yet. */
  private isSettling(keepFor: KeepFor<never>): boolean {
    const now = this.clock.now().getTime();
    return this.changesOf(keepFor, isUrgent).some(
      ({ announcedAt }) => announcedAt !== null && now - announcedAt.getTime() < SETTLING_MS,
    );
  }

  private async make<Value>(
    key: string,
    keepFor: KeepFor<Value>,
    make: () => Promise<Value>,
  ): Promise<KeptAnswer<Value>> {
    const asOf = this.clock.now();
    const before = this.countChanges(keepFor, isUrgent);
    const patientBefore = this.countChanges(keepFor, isPatient);
    const value = await make();
    this.kept.delete(key);
    if (keepFor.isWorthKeeping(value)) {
      this.kept.set(key, {
        value,
        asOf,
        keepFor,
        isOutdated: this.countChanges(keepFor, isUrgent) !== before,
        patientSince: this.countChanges(keepFor, isPatient) === patientBefore ? null : asOf,
      });
      const [oldest] = this.kept.keys();
      if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    }
    return { value, asOf };
  }

  private changed({ topic, ids }: LiveEvent, announcedAt: Date | null): void {
    const isNamed = ids.length > 0;
    const key = `${topic} ${isNamed}`;
    const before = this.changes.get(key);
    const change = {
      topic,
      isNamed,
      count: (before?.count ?? 0) + 1,
      announcedAt: announcedAt ?? before?.announcedAt ?? null,
    };
    this.changes.set(key, change);
    for (const kept of this.kept.values()) {
      if (isUrgent(kept.keepFor, change)) kept.isOutdated = true;
      if (isPatient(kept.keepFor, change)) kept.patientSince ??= this.clock.now();
    }
  }

  private changesOf(keepFor: KeepFor<never>, isOf: typeof isUrgent): Change[] {
    return [...this.changes.values()].filter((change) => isOf(keepFor, change));
  }

  private countChanges(keepFor: KeepFor<never>, isOf: typeof isUrgent): number {
    return this.changesOf(keepFor, isOf).reduce((sum, { count }) => sum + count, 0);
  }
}

function isPatient(keepFor: KeepFor<never>, { topic, isNamed }: Change): boolean {
  return keepFor.patientTopics.includes(topic) && !(isNamed && keepFor.topics.includes(topic));
}

function isUrgent(keepFor: KeepFor<never>, change: Change): boolean {
  return concerns(change, ...keepFor.topics) && !isPatient(keepFor, change);
}
