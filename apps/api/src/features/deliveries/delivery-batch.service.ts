import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { DeliveryResult } from '@tenken/shared/deliveries.contract';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
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

/** After so many bytes read, requests get their turn: reading 256 KiB takes about 3 ms. */
const READ_BYTES_AT_ONCE = 262_144;

/** What a batch of claimed deliveries does, in the transaction that claimed it: read, apply, settle. */
@Injectable()
export class DeliveryBatchService {
  constructor(
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

  async process(db: EntityManager, all: readonly ClaimedDelivery[]): Promise<void> {
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

  /** Told to lists of deliveries and of sources. */
  async publish(db: Queryable): Promise<void> {
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
