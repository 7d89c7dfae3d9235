import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { TextComparison } from '@tenken/shared/recurrences.contract';
import { filter, type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Queryable } from '../../database/select.js';
import { concerns, LiveService } from '../live/live.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { RecurrenceCandidateReadModel } from './recurrence-candidates.read-model.js';
import { type DueCheck, RecurrenceCheckRepository } from './recurrence-checks.repository.js';
import { suggestRecurrences } from './suggest-recurrence.js';
import { TextComparisonService } from './text-comparison.service.js';

/** Raise it when suggestions come out differently for the same incidents: all are then worked out anew. */
const RULES_VERSION = 3;
const LOOK_EVERY_MS = 5_000;
/** With more on the list an import came in: they are compared by the hundred, which costs a hundredth for each. */
const MANY_DUE = 500;
/** Incidents of one transaction, so that nobody waits long for it. */
const BATCH = { few: 20, many: 500 };
const BATCHES_READ = 4;
/** Somebody who writes goes first: on a lock the transaction is given up and tried again later. */
const LOCK_TIMEOUT_MS = 200;
/** Any number: only one process at a time works the list off. */
const WORK_LOCK = 52_117_206;

/**
 * Works out which earlier incidents an incident may recur, after it was written, and stores the pairs as suggested:
 * reading them costs nothing. Theory of operation: triggers put every written incident on the list
 * `recurrence_checks` in the writing transaction. A look takes some from the list, compares each with its look-back
 * window, replaces its suggestions, and asks for a look at the later incidents that a change can reach. What an
 * incident is suggested to recur depends on itself and its window alone, so the order of looks does not matter, and
 * looking at all again (`rebuild`) ends with the same rows.
 */
@Injectable()
export class RecurrenceSuggestionService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('recurrences');
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private written: Subscription | null = null;
  private working: Promise<void> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly checks: RecurrenceCheckRepository,
    private readonly candidates: RecurrenceCandidateReadModel,
    private readonly text: TextComparisonService,
    private readonly settings: SettingsService,
    private readonly live: LiveService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.work(), LOOK_EVERY_MS).unref();
    this.written = this.live.events
      .pipe(filter((event) => concerns(event, 'incidents', 'settings')))
      .subscribe(() => void this.work());
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.written?.unsubscribe();
    this.stopping.abort();
    await this.working;
  }

  /** Works the whole list off; at once where another call or process does so. */
  async work(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.working ??= this.workOff()
      .catch((error: unknown) => {
        if (!this.stopping.signal.aborted && !isBusy(error))
          this.logger.warn(`Looking for recurrences failed: ${(error as Error).message}`);
      })
      .finally(() => {
        this.working = null;
      });
    await this.working;
  }

  /**
   * Those of these incidents that are on the list, now: whoever opens an incident's page sees what is so. While somebody
   * writes one of them, what was stored stays.
   */
  async lookAt(ids: readonly string[]): Promise<void> {
    const due = await this.checks.findDueOf(this.dataSource.manager, ids);
    if (due.length === 0) return;
    const rules = await this.rules();
    await this.dataSource
      .transaction((db) => this.look(db, due, rules))
      .catch((error: unknown) => {
        if (!isBusy(error)) throw error;
      });
  }

  /** How many incidents are on the list. */
  pending(): Promise<number> {
    return this.checks.countDue(this.dataSource.manager);
  }

  /** Puts all incidents on the list. Returns how many. */
  async rebuild(): Promise<number> {
    const queued = await this.checks.askAll(this.dataSource.manager);
    void this.work();
    return queued;
  }

  private async workOff(): Promise<void> {
    const rules = await this.rules();
    const { text, lookBackDays } = rules;
    await this.dataSource.transaction(async (db) => {
      await this.checks.adoptRules(db, JSON.stringify([RULES_VERSION, lookBackDays, text.available]));
    });
    if (text.available) await this.ensureTextIndex();
    for (;;) {
      const isMany = await this.checks.hasMoreThan(this.dataSource.manager, MANY_DUE);
      if (isMany) await this.locked((db) => this.checks.askWindows(db, lookBackDays));
      const batch = isMany ? BATCH.many : BATCH.few;
      const due = await this.checks.findDue(this.dataSource.manager, batch * BATCHES_READ);
      let done = 0;
      for (let from = 0; from < due.length; from += batch) {
        this.stopping.signal.throwIfAborted();
        const looked = await this.locked((db) => this.look(db, due.slice(from, from + batch), rules));
        if (looked === null) return;
        done += looked;
      }
      if (done === 0) return;
    }
  }

  /** In a transaction of the one process that works; null when another does. */
  private locked<T>(work: (db: Queryable) => Promise<T>): Promise<T | null> {
    return this.dataSource.transaction(async (db) => {
      const [row]: { mine: boolean }[] = await db.query('select pg_try_advisory_xact_lock($1) as mine', [
        WORK_LOCK,
      ]);
      return row?.mine === true ? work(db) : null;
    });
  }

  /** Looks at those of the list that nobody is writing; returns how many. */
  private async look(
    db: Queryable,
    due: readonly DueCheck[],
    { text, lookBackDays }: Rules,
  ): Promise<number> {
    await db.query(`select set_config('lock_timeout', $1, true)`, [`${LOCK_TIMEOUT_MS}ms`]);
    if (text.available) await this.text.reach(db);
    const all = due.map((check) => check.incidentId);
    const held = await this.checks.holdFree(db, all);
    const gone = await this.checks.findGone(db, all);
    const mine = due.filter(({ incidentId }) => held.has(incidentId) || gone.has(incidentId));
    const ids = mine.map((check) => check.incidentId);
    const changed = mine.filter((check) => check.isChanged).map((check) => check.incidentId);
    // what could be reached before the change, and what can be now
    await this.checks.askLater(db, changed, lookBackDays, text.available);
    await this.saveTexts(db, ids);
    await this.checks.askLater(db, changed, lookBackDays, text.available);
    const found =
      ids.length > BATCH.few
        ? await this.candidates.findMany(db, ids, lookBackDays, text.available)
        : await this.candidates.find(db, ids, lookBackDays, text.available);
    const suggested = new Map(
      found.map(({ later, candidates }) => [later.id, suggestRecurrences(later, candidates)]),
    );
    const earlier = await this.checks.holdFree(
      db,
      [...suggested.values()].flat().map((suggestion) => suggestion.earlierId),
    );
    const done = mine.filter(({ incidentId }) =>
      (suggested.get(incidentId) ?? []).every(({ earlierId }) => earlier.has(earlierId)),
    );
    const pairs = await this.checks.saveSuggestions(
      db,
      done.map(({ incidentId }) => ({ incidentId, suggestions: suggested.get(incidentId) ?? [] })),
    );
    await this.checks.removeDone(db, done);
    if (pairs > 0) await this.live.publish(db, 'recurrences');
    return done.length;
  }

  /** Keeps the words of these incidents as titles, services and times are now. */
  async saveTexts(db: Queryable, ids: readonly string[]): Promise<void> {
    await this.checks.saveTexts(db, ids, await this.candidates.compared(db, ids));
  }

  private async ensureTextIndex(): Promise<void> {
    if (await this.checks.hasTextIndex(this.dataSource.manager)) return;
    await this.dataSource.transaction(async (db) => {
      await this.text.reach(db);
      await this.checks.makeTextIndex(db);
    });
  }

  private async rules(): Promise<Rules> {
    const [{ recurrenceLookBackDays }, text] = await Promise.all([this.settings.read(), this.text.state()]);
    return { lookBackDays: recurrenceLookBackDays, text };
  }
}

/** lock_not_available, deadlock_detected: somebody else was first. */
function isBusy(error: unknown): boolean {
  return ['55P03', '40P01'].includes((error as { code?: string }).code ?? '');
}

interface Rules {
  lookBackDays: number;
  text: TextComparison;
}
