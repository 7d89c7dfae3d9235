import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowId, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const RequestRow = z.object({ kind: z.string(), subject_id: z.string().nullable() });

/** Nobody sends a request again after so long. */
const KEPT_DAYS = 30;

/**
 * Requests that a client sends again because it never saw the answer (a lost connection, a closed lid). The client gives
 * each thing that a person does an id of its own; what was made for an id is remembered in the same transaction.
 */
@Injectable()
export class ClientRequestService {
  constructor(private readonly clock: Clock) {}

  /**
   * Does `work` once for each `clientId` and answers the id that it made, also the second time. Two at once: the second
   * waits for the first. Without `clientId` it is always done. `kind` says what is made (`action_item`): the same id for
   * something else is an error of the client.
   */
  async once(
    db: Queryable,
    clientId: string | undefined,
    kind: string,
    work: () => Promise<string>,
  ): Promise<{ id: string; isNew: boolean }> {
    if (clientId === undefined) return { id: await work(), isNew: true };
    const now = this.clock.now();
    const claimed = await selectOne(
      db,
      z.object({ id: rowId }),
      `insert into client_requests (client_id, kind, created_at) values ($1, $2, $3)
       on conflict (client_id) do nothing returning client_id as id`,
      [clientId, kind, now],
    );
    if (claimed === null) return { id: await this.findMade(db, clientId, kind), isNew: false };
    const id = await work();
    await db.query('update client_requests set subject_id = $2 where client_id = $1', [clientId, id]);
    await this.forgetOld(db, now);
    return { id, isNew: true };
  }

  /** Whether `once` has done it: what is no longer allowed may still be asked for again by who never saw the answer. */
  async wasDone(db: Queryable, clientId: string | undefined, kind: string): Promise<boolean> {
    if (clientId === undefined) return false;
    const done = await selectOne(
      db,
      z.object({ id: rowId }),
      `select client_id as id from client_requests where client_id = $1 and kind = $2 and subject_id is not null`,
      [clientId, kind],
    );
    return done !== null;
  }

  private async findMade(db: Queryable, clientId: string, kind: string): Promise<string> {
    const known = await selectOne(
      db,
      RequestRow,
      'select kind, subject_id from client_requests where client_id = $1',
      [clientId],
    );
    if (known === null || known.subject_id === null || known.kind !== kind) {
      throw new DomainError(
        'conflict',
        'client_id_reused',
        'clientId: was used for something else. Make a new one for each thing that a person does.',
      );
    }
    return known.subject_id;
  }

  /** A few at a time, beside the work: nobody has to remember to do it. */
  private async forgetOld(db: Queryable, now: Date): Promise<void> {
    await db.query(
      `delete from client_requests where client_id in (select client_id from client_requests
         where created_at < $1 order by created_at limit 20 for update skip locked)`,
      [new Date(now.getTime() - KEPT_DAYS * 86_400_000)],
    );
  }
}
