import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { DeliveryResult } from '@tenken/shared/deliveries.contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { TrackerChangeService } from '../action-items/tracker-changes.service.js';
import { AlertRuleCatalogService } from '../alert-rules/alert-rule-catalog.service.js';
import { ChangeEventService } from '../change-events/change-event.service.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeEventService, type EventCounts } from '../episodes/episode-event.service.js';
import { LiveService } from '../live/live.service.js';
import { SchemaDriftService } from '../schema-drift/schema-drift.service.js';
import { SilenceService } from '../silences/silence.service.js';
import { SourceService } from '../sources/source.service.js';
import { TruncationService } from '../truncations/truncation.service.js';
import { type ClaimedDelivery, type DeliveryOutcome, DeliveryRepository } from './delivery.repository.js';
import { InboxService } from './inbox.service.js';
import { type ReadDelivery, readDelivery } from './read-delivery.js';
import { RepeatedDeliveryRepository } from './repeated-delivery.repository.js';

/** Small deliveries go by the thousand: they share what a transaction costs, and requests wait for no more of them. */
const MOST_ROWS = 1000;
const FEWEST_ROWS = 50;
const ROWS_AT_FIRST = 500;
/** About 6,000 alerts. A backlog is worked off faster in large batches: a rollup row is written once for each. */
const BATCH_BYTES = 4 * 1_048_576;
/** After so many bytes read, requests get their turn: reading 256 KiB takes about 3 ms. */
const READ_BYTES_AT_ONCE = 262_144;
const PARTS = 8;
const MAX_ATTEMPTS = 5;
const BATCH_RETRIES = 3;
/** serialization failure, deadlock: the other one got through, so trying again is all there is to do */
const RETRYABLE = new Set(['40001', '40P01']);
/**
 * check_violation, as "no partition of relation found for row": retention has a month in hand that this speaks of. Half
 * detached, because somebody reads it, the month can neither be written nor made again until it is gone.
 */
const NO_PARTITION = '23514';
/** The longest wait between two attempts; about as long as retention lets pass before it tries again. */
const LONGEST_WAIT_MS = 600_000;

/**
 * Turns pending deliveries into episodes and action items. A batch is one transaction: claim, read, apply, settle; so
 * a crash at any point leaves them pending. A delivery that fails does not stop the others: after a failed batch each
 * of its deliveries gets a transaction of its own, and the one that fails again waits longer each time, and after
 * MAX_ATTEMPTS goes to quarantine with its reason. What speaks of a month that retention is dropping only waits.
 */
@Injectable()
export class DeliveryProcessingService {
  private readonly logger = new Logger('deliveries');
  private rows = ROWS_AT_FIRST;

  constructor(
    private readonly dataSource: DataSource,
    private readonly deliveries: DeliveryRepository,
    private readonly repeats: RepeatedDeliveryRepository,
    private readonly inbox: InboxService,
    private readonly episodes: EpisodeService,
    private readonly events: EpisodeEventService,
    private readonly catalog: AlertRuleCatalogService,
    private readonly trackerChanges: TrackerChangeService,
    private readonly silences: SilenceService,
    private readonly changeEvents: ChangeEventService,
    private readonly truncations: TruncationService,
    private readonly sources: SourceService,
    private readonly live: LiveService,
    private readonly schemaDrift: SchemaDriftService,
    private readonly clock: Clock,
  ) {}

  /** Works off one batch. `taken` deliveries, 0 when nothing is due; `isFull` when there may well be more. */
  async processBatch(): Promise<{ taken: number; isFull: boolean }> {
    for (let attempt = 1; ; attempt += 1) {
      let claimed: ClaimedDelivery[] = [];
      try {
        await this.dataSource.transaction(async (db) => {
          claimed = await this.deliveries.claim(db, this.clock.now(), this.rows, BATCH_BYTES);
          await this.processClaimed(db, claimed);
        });
        return this.noteSize(claimed);
      } catch (error) {
        // Not one delivery's fault: nothing could be claimed, the database is away.
        if (claimed.length === 0) throw error;
        if (RETRYABLE.has(sqlState(error)) && attempt < BATCH_RETRIES) continue;
        await this.processParts(claimed);
        return this.noteSize(claimed);
      }
    }
  }

  /** As many as bodies of this size make a batch are claimed next: what is locked beyond that nobody else can take. */
  private noteSize(claimed: readonly ClaimedDelivery[]): { taken: number; isFull: boolean } {
    const taken = claimed.length;
    const bytes = claimed.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
    const isFull = taken >= this.rows || bytes >= BATCH_BYTES / 2;
    if (isFull)
      this.rows = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.ceil((BATCH_BYTES * taken) / bytes)));
    return { taken, isFull };
  }

  /** A batch that failed, in smaller and smaller parts, so that those beside the one at fault do not go one by one. */
  private async processParts(claimed: readonly ClaimedDelivery[]): Promise<void> {
    const size = Math.ceil(claimed.length / PARTS);
    for (let at = 0; at < claimed.length; at += size) {
      const part = claimed.slice(at, at + size);
      if (part.length === 1) {
        await this.processAlone(part[0]!);
        continue;
      }
      try {
        await this.dataSource.transaction(async (db) => {
          await this.processClaimed(db, await this.deliveries.claimThese(db, part));
        });
      } catch (error) {
        if (isConnectionError(error)) throw error;
        await this.processParts(part);
      }
    }
  }

  private async processAlone(delivery: ClaimedDelivery): Promise<void> {
    try {
      await this.dataSource.transaction(async (db) => {
        const claimed = await this.deliveries.claimOne(db, delivery);
        if (claimed !== null) await this.processClaimed(db, [claimed]);
      });
    } catch (error) {
      if (isConnectionError(error)) throw error;
      await this.noteFailure(delivery, error as Error);
    }
  }

  private async noteFailure(delivery: ClaimedDelivery, error: Error): Promise<void> {
    const now = this.clock.now();
    const attempts = delivery.attempts + 1;
    const isInRetention = sqlState(error) === NO_PARTITION && error.message.startsWith('no partition of ');
    const isGivenUp = error instanceof DomainError || (attempts >= MAX_ATTEMPTS && !isInRetention);
    this.logger.warn(`Delivery ${delivery.id} failed (attempt ${attempts}): ${error.stack ?? error.message}`);
    await this.dataSource.transaction(async (db) => {
      if ((await this.deliveries.claimOne(db, delivery)) === null) return;
      await this.deliveries.settle(
        db,
        [
          {
            id: delivery.id,
            receivedAtKey: delivery.receivedAtKey,
            state: isGivenUp ? 'quarantined' : 'pending',
            attempts,
            // 2, 8, 32, 128 seconds
            nextAttemptAt: new Date(now.getTime() + Math.min(2000 * 4 ** (attempts - 1), LONGEST_WAIT_MS)),
            errorCode: error instanceof DomainError ? error.code : 'processing_failed',
            errorDetail:
              error instanceof DomainError ? error.message : `Applying it failed: ${error.message}`,
            result: null,
          },
        ],
        now,
      );
      await this.publish(db);
    });
  }

  private async processClaimed(db: EntityManager, all: readonly ClaimedDelivery[]): Promise<void> {
    const claimed = await this.setRepeatsAside(db, all);
    if (claimed.length === 0) {
      if (all.length > 0) await this.publish(db);
      return;
    }
    const bodies = await this.bodiesOf(db, claimed);
    const sourceIds = [...new Set(claimed.map(({ sourceId }) => sourceId))].sort();
    const sources = new Map(
      (await this.sources.findByIds(db, sourceIds)).map((source) => [source.id, source]),
    );
    const reads: ReadDelivery[] = [];
    let readBytes = 0;
    for (const delivery of claimed) {
      const source = sources.get(delivery.sourceId);
      const body = bodies.get(delivery.id)!;
      reads.push(
        readDelivery(delivery, body, {
          settings: source?.settings ?? {},
          defaultService: source?.serviceName ?? null,
        }),
      );
      this.schemaDrift.offer(delivery, body);
      readBytes += body.length;
      if (readBytes < READ_BYTES_AT_ONCE) continue;
      readBytes = 0;
      await nextTurn();
    }
    const results = reads.map(
      ({ output }): DeliveryResult => ({
        episodes: { created: 0, updated: 0, unchanged: 0 },
        actionItems: { created: 0, updated: 0, unchanged: 0 },
        warnings: output.warnings.slice(0, 20),
        ...(output.truncatedAlerts > 0 ? { truncatedAlerts: output.truncatedAlerts } : {}),
        ...(output.notificationReason === null ? {} : { notificationReason: output.notificationReason }),
      }),
    );
    for (const sourceId of sourceIds) {
      const own = claimed.flatMap((delivery, index) => (delivery.sourceId === sourceId ? [index] : []));
      const batches = own.map((index) => reads[index]!.output.transitions);
      const counts = await this.episodes.applyBatches(db, sourceId, batches);
      for (const [at, index] of own.entries()) results[index]!.episodes = counts[at]!;
      const outputs = own.map((index) => reads[index]!.output);
      const events = outputs.map((output) => output.events);
      for (const [at, count] of (await this.events.applyEvents(db, sourceId, events)).entries()) {
        addEvents(results[own[at]!]!, count);
      }
      for (const [at, { definitions }] of outputs.entries()) {
        if (definitions.length === 0) continue;
        const { created, updated, unchanged } = await this.catalog.applyDefinitions(
          db,
          sourceId,
          definitions,
          {
            seenAt: claimed[own[at]!]!.receivedAt,
            isComplete: false,
          },
        );
        results[own[at]!]!.definitions = { created, updated, unchanged };
      }
      await this.silences.apply(
        db,
        sourceId,
        outputs.flatMap(({ silences }) => silences),
      );
      await this.changeEvents.apply(
        db,
        sourceId,
        outputs.flatMap(({ changes }) => changes),
      );
    }
    await this.truncations.apply(
      db,
      claimed.flatMap(({ id, sourceId, receivedAt }, index) => {
        const alerts = reads[index]!.output.truncatedAlerts;
        return alerts > 0 ? [{ deliveryId: id, sourceId, receivedAt, alerts }] : [];
      }),
    );
    await this.applyTrackerChanges(db, reads, results);
    const now = this.clock.now();
    await this.deliveries.settle(
      db,
      claimed.map((delivery, index) => toOutcome(delivery, reads[index]!, results[index]!, now)),
      now,
    );
    await this.publish(db);
  }

  /** What its sender sent again is kept and noted as that, and has no effect. Returns the others. */
  private async setRepeatsAside(
    db: Queryable,
    claimed: readonly ClaimedDelivery[],
  ): Promise<readonly ClaimedDelivery[]> {
    const named = claimed.filter(({ senderDeliveryId }) => senderDeliveryId !== null);
    const originals = named.length === 0 ? null : await this.repeats.find(db, named);
    if (originals === null || originals.size === 0) return claimed;
    const repeated = claimed.filter(({ id }) => originals.has(id));
    for (const { id } of repeated) this.inbox.recent.take(id);
    await this.repeats.settle(
      db,
      repeated.map(({ id, receivedAtKey }) => ({ id, receivedAtKey, originalId: originals.get(id)! })),
      this.clock.now(),
    );
    return claimed.filter(({ id }) => !originals.has(id));
  }

  private async applyTrackerChanges(
    db: Queryable,
    reads: readonly ReadDelivery[],
    results: readonly DeliveryResult[],
  ): Promise<void> {
    const changes = reads.flatMap(({ output }, index) =>
      output.trackerChanges.map((change) => ({ change, index })),
    );
    // One order of row locks for everybody.
    changes.sort((a, b) => (a.change.externalId < b.change.externalId ? -1 : 1));
    for (const { change, index } of changes) {
      results[index]!.actionItems[await this.trackerChanges.apply(db, change)] += 1;
    }
  }

  private async bodiesOf(db: Queryable, claimed: readonly ClaimedDelivery[]): Promise<Map<string, Buffer>> {
    const bodies = new Map<string, Buffer>();
    for (const { id } of claimed) {
      const body = this.inbox.recent.take(id);
      if (body !== undefined) bodies.set(id, body);
    }
    const missing = claimed.filter(({ id }) => !bodies.has(id));
    for (const [id, body] of await this.deliveries.findBodies(db, missing)) bodies.set(id, body);
    return bodies;
  }

  private async publish(db: Queryable): Promise<void> {
    await this.live.publish(db, 'deliveries');
    await this.live.publish(db, 'sources');
  }
}

function addEvents(result: DeliveryResult, counts: EventCounts): void {
  result.events = { created: counts.created, unchanged: counts.unchanged };
  result.episodes.created += counts.episodes.created;
  result.episodes.updated += counts.episodes.updated;
}

function toOutcome(
  delivery: ClaimedDelivery,
  read: ReadDelivery,
  result: DeliveryResult,
  now: Date,
): DeliveryOutcome {
  return {
    id: delivery.id,
    receivedAtKey: delivery.receivedAtKey,
    state: read.errorCode === null ? 'done' : 'quarantined',
    attempts: delivery.attempts + 1,
    nextAttemptAt: now,
    errorCode: read.errorCode,
    errorDetail: read.errorDetail,
    result: read.unread === null ? result : { ...result, unread: read.unread },
  };
}

function sqlState(error: unknown): string {
  return (error as { code?: string }).code ?? '';
}

/** Class 08 and 57P of SQLSTATE, and sockets: the server went away, the delivery is not to blame. */
function isConnectionError(error: unknown): boolean {
  const code = sqlState(error);
  return (
    /^(08|57P)/.test(code) ||
    code.startsWith('ECONN') ||
    /Connection terminated/.test((error as Error).message)
  );
}
