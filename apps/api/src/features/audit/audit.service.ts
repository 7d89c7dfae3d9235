import { Injectable } from '@nestjs/common';
import { currentRequestId } from '../../context/request-id.js';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';

export interface AuditEntry {
  actor: Actor;
  /** verb in the past: `created`, `changed`, `verdict_given` */
  action: string;
  /** noun in the singular, as in the glossary: `incident`, `action_item` */
  subjectType: string;
  subjectId: string;
  before?: unknown;
  after?: unknown;
}

/** Writes who changed what, in the caller's transaction. Secrets never go in here. */
@Injectable()
export class AuditService {
  async record(db: Queryable, entry: AuditEntry): Promise<void> {
    await db.query(
      `insert into audit_log (actor_kind, actor_id, actor_name, action, subject_type, subject_id, before, after, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        entry.actor.kind,
        entry.actor.id,
        entry.actor.name,
        entry.action,
        entry.subjectType,
        entry.subjectId,
        entry.before === undefined ? null : JSON.stringify(entry.before),
        entry.after === undefined ? null : JSON.stringify(entry.after),
        currentRequestId(),
      ],
    );
  }
}
