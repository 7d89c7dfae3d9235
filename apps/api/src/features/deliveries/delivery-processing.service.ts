import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { type ClaimedDelivery, DeliveryRepository } from './delivery.repository.js';
import { DeliveryBatchService } from './delivery-batch.service.js';

/** Small deliveries go by the thousand: they share what a transaction costs, and requests wait for no more of them. */
const MOST_ROWS = 1000;
const FEWEST_ROWS = 50;
const ROWS_AT_FIRST = 500;
/** About 6,000 alerts. A backlog is worked off faster in large batches: a rollup row is written once for each. */
const BATCH_BYTES = 4 * 1_048_576;
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
    private readonly batches: DeliveryBatchService,
    private readonly clock: Clock,
  ) {}

  /** Works off one batch. `taken` deliveries, 0 when nothing is due; `isFull` when there may well be more. */
  async processBatch(): Promise<{ taken: number; isFull: boolean }> {
    for (let attempt = 1; ; attempt += 1) {
      let claimed: ClaimedDelivery[] = [];
      try {
        await this.dataSource.transaction(async (db) => {
          claimed = await this.deliveries.claim(db, this.clock.now(), this.rows, BATCH_BYTES);
          await this.batches.process(db, claimed);
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
          await this.batches.process(db, await this.deliveries.claimThese(db, part));
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
        if (claimed !== null) await this.batches.process(db, [claimed]);
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
      await this.batches.publish(db);
    });
  }
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
