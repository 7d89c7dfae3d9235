import { Injectable } from '@nestjs/common';
import type {
  DeliveriesActionBody,
  DeliveriesActionResponse,
  DeliveryState,
} from '@tenken/shared/deliveries.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { DeliveryReadModel } from './delivery.read-model.js';
import { DeliveryRepository } from './delivery.repository.js';
import { InboxService } from './inbox.service.js';

const SHOWN_IDS = 1000;
/** As many as one request by filter changes; more go with the next one. */
const MAX_FILTERED = 50_000;

type StoredState = Exclude<DeliveryState, 'duplicate'>;

/** What people do with deliveries. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly deliveries: DeliveryRepository,
    private readonly readModel: DeliveryReadModel,
    private readonly inbox: InboxService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Reads deliveries again. What was right stays as it is: reading is idempotent. */
  async replay(actor: Actor, body: DeliveriesActionBody): Promise<DeliveriesActionResponse> {
    const changed = await this.change(
      actor,
      'replayed',
      body,
      ['done', 'quarantined', 'discarded'],
      'pending',
    );
    this.inbox.arrivals.next();
    return changed;
  }

  /** Puts deliveries out of quarantine: they do not matter. */
  discard(actor: Actor, body: DeliveriesActionBody): Promise<DeliveriesActionResponse> {
    return this.change(actor, 'discarded', body, ['quarantined'], 'discarded');
  }

  /** Takes a discard back. */
  restore(actor: Actor, body: DeliveriesActionBody): Promise<DeliveriesActionResponse> {
    return this.change(actor, 'restored', body, ['discarded'], 'quarantined');
  }

  private async change(
    actor: Actor,
    action: string,
    body: DeliveriesActionBody,
    from: StoredState[],
    to: StoredState,
  ): Promise<DeliveriesActionResponse> {
    const found = 'filter' in body ? await this.readModel.findIds(body.filter, MAX_FILTERED + 1) : undefined;
    const wanted = found?.slice(0, MAX_FILTERED) ?? ('ids' in body ? body.ids : null);
    const ids = await this.dataSource.transaction(async (db) => {
      const changed = await this.deliveries.changeState(db, {
        from: 'allQuarantined' in body ? ['quarantined'] : from,
        to,
        ids: wanted,
        sourceId: 'allQuarantined' in body ? (body.sourceId ?? null) : null,
        now: this.clock.now(),
      });
      if (changed.length === 0) return changed;
      await this.audit.record(db, {
        actor,
        action,
        subjectType: 'delivery',
        subjectId: changed.length === 1 ? changed[0]! : `${changed[0]}…`,
        after: {
          count: changed.length,
          ids: changed.slice(0, SHOWN_IDS),
          ...('filter' in body ? { filter: body.filter } : {}),
        },
      });
      await this.live.publish(db, 'deliveries', changed);
      await this.live.publish(db, 'sources');
      return changed;
    });
    return {
      changed: ids.length,
      ids: ids.slice(0, SHOWN_IDS),
      hasMore: found !== undefined && found.length > MAX_FILTERED,
    };
  }
}
