import { Injectable } from '@nestjs/common';
import { type RecurrenceReason, RecurrenceStatus } from '@tenken/shared/recurrences.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const instant = rowInstant.nullable();

/** Writes which incident recurs which. */
@Injectable()
export class RecurrenceRepository {
  /** Both incidents, locked in the order of their ids so that two decisions cannot block each other. */
  lockIncidents(
    db: Queryable,
    ids: readonly string[],
  ): Promise<{ id: string; beganAt: string | null; resolvedAt: string | null }[]> {
    return select(
      db,
      z.object({ id: rowId, beganAt: instant, resolvedAt: instant }),
      `select id, coalesce(started_at, detected_at, declared_at) as "beganAt", resolved_at as "resolvedAt"
       from incidents where id = any ($1::bigint[]) and deleted_at is null order by id for update`,
      [ids],
    );
  }

  async findStatus(
    db: Queryable,
    incidentId: string,
    earlierIncidentId: string,
  ): Promise<RecurrenceStatus | null> {
    const row = await selectOne(
      db,
      z.object({ status: RecurrenceStatus }),
      `select status from incident_recurrences where incident_id = $1::bigint and earlier_incident_id = $2::bigint`,
      [incidentId, earlierIncidentId],
    );
    return row?.status ?? null;
  }

  async save(
    db: Queryable,
    link: {
      incidentId: string;
      earlierIncidentId: string;
      status: RecurrenceStatus;
      reasons: readonly RecurrenceReason[];
      decidedById: string | null;
      decidedAt: Date | null;
    },
  ): Promise<void> {
    await db.query(
      `insert into incident_recurrences
         (incident_id, earlier_incident_id, status, reasons, decided_by_id, decided_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (incident_id, earlier_incident_id) do update
       set status = excluded.status, decided_by_id = excluded.decided_by_id, decided_at = excluded.decided_at`,
      [
        link.incidentId,
        link.earlierIncidentId,
        link.status,
        JSON.stringify(link.reasons),
        link.decidedById,
        link.decidedAt,
      ],
    );
  }

  /** Puts it on the list of those whose suggestions are to be worked out. */
  async askCheck(db: Queryable, incidentId: string): Promise<void> {
    await db.query(
      `insert into recurrence_checks (incident_id, is_changed) values ($1, false) on conflict (incident_id) do nothing`,
      [incidentId],
    );
  }

  async remove(db: Queryable, incidentId: string, earlierIncidentId: string): Promise<void> {
    await db.query(
      `delete from incident_recurrences where incident_id = $1::bigint and earlier_incident_id = $2::bigint`,
      [incidentId, earlierIncidentId],
    );
  }
}
