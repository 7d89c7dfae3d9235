import { Injectable } from '@nestjs/common';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { ClientRequestService } from '../client-requests/client-requests.service.js';
import { LiveService } from '../live/live.service.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { reviewErrors } from './reviews.errors.js';
import { ReviewRepository, type SessionLock, type SessionRow } from './reviews.repository.js';

interface Options {
  action: string;
  /** 'write' unless said otherwise */
  lock?: SessionLock;
  /** the session has to be closed instead of open */
  closed?: boolean;
  /** of work that is done once: sent again after the close, it is answered as the first time was */
  request?: { clientId: string | undefined; kind: string };
}

/** Every change of a session: the lock, the rule that a closed one stays as it is, the audit row, the event, the answer. */
@Injectable()
export class ReviewWriteService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReviewRepository,
    private readonly rooms: ReviewRoomReadModel,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly requests: ClientRequestService,
  ) {}

  /**
   * Runs `work` and answers the room as it is afterwards, for whoever asked. What `work` returns goes into the audit log;
   * null says that nothing changed, and nobody is told.
   */
  async write(
    actor: Actor,
    id: string,
    options: Options,
    work: (db: Queryable, session: SessionRow) => Promise<object | null>,
  ): Promise<ReviewRoom> {
    await this.run(actor, id, options, work);
    // After the commit: the locks are not held while the room is read, which takes longer than most changes.
    return this.rooms.find(id, actor.userId);
  }

  /** As `write`, for who needs another answer than the room. */
  async run(
    actor: Actor,
    id: string,
    options: Options,
    work: (db: Queryable, session: SessionRow) => Promise<object | null>,
  ): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const session = await this.repository.findLocked(db, id, options.lock ?? 'write');
      if (session === null) throw DomainError.notFound('review', id);
      const isClosed = session.status === 'closed';
      if (isClosed !== (options.closed ?? false)) {
        const { request } = options;
        if (request && (await this.requests.wasDone(db, request.clientId, request.kind))) return;
        throw isClosed ? reviewErrors.closed() : reviewErrors.notClosed();
      }
      const after = await work(db, session);
      if (after !== null) await this.tell(db, actor, id, options.action, after);
    });
  }

  async tell(db: Queryable, actor: Actor, id: string, action: string, after: object): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'review_session', subjectId: id, after });
    await this.live.publish(db, 'reviews', [id]);
  }
}
