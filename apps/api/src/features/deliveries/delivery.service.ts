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
import { DeliveryRepository } from './delivery.repository.js';
import { InboxService } from './inbox.service.js';

const SHOWN_IDS = 1000;

/** What people do with deliveries. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly deliveries: DeliveryRepository,
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

  private change(
    actor: Actor,
    action: string,
    body: DeliveriesActionBody,
    from: DeliveryState[],
    to: DeliveryState,
  ): Promise<DeliveriesActionResponse> {
    return this.dataSource.transaction(async (db) => {
      const ids = await this.deliveries.changeState(db, {
        from: 'ids' in body ? from : ['quarantined'],
        to,
        ids: 'ids' in body ? body.ids : null,
        sourceId: 'ids' in body ? null : (body.sourceId ?? null),
        now: this.clock.now(),
      });
      if (ids.length > 0) {
        await this.audit.record(db, {
          actor,
          action,
          subjectType: 'delivery',
          subjectId: ids.length === 1 ? ids[0]! : `${ids[0]}…`,
          after: { count: ids.length, ids: ids.slice(0, SHOWN_IDS) },
        });
        await this.live.publish(db, 'deliveries', ids);
        await this.live.publish(db, 'sources');
      }
      return { changed: ids.length, ids: ids.slice(0, SHOWN_IDS) };
    });
  }
}
