import { Injectable } from '@nestjs/common';
import { type LinkStatus, LinkStatusSchema } from '@tenken/shared/detection.contract';
import type { EpisodeKey } from '@tenken/shared/episode-id';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const LinkRow = z.object({ id: rowId, status: LinkStatusSchema });

/** What people said of episodes and incidents. */
@Injectable()
export class EpisodeLinkRepository {
  /** The incident, locked so that two people's words on its links come one after the other. */
  async lockIncident(db: Queryable, id: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      'select id from incidents where id = $1 and deleted_at is null for update',
      [id],
    );
    return row !== null;
  }

  async episodeExists(db: Queryable, key: EpisodeKey): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      'select alert_rule_id as id from episodes where alert_rule_id = $1 and fingerprint = $2 and starts_at = $3',
      [key.alertRuleId, key.fingerprint, key.startsAt],
    );
    return row !== null;
  }

  find(db: Queryable, incidentId: string, key: EpisodeKey): Promise<z.output<typeof LinkRow> | null> {
    return selectOne(
      db,
      LinkRow,
      `select id, status from episode_incident_links
       where incident_id = $1 and alert_rule_id = $2 and fingerprint = $3 and starts_at = $4`,
      [incidentId, key.alertRuleId, key.fingerprint, key.startsAt],
    );
  }

  async put(
    db: Queryable,
    incidentId: string,
    key: EpisodeKey,
    status: LinkStatus,
    decidedById: string | null,
    at: Date,
  ): Promise<void> {
    await db.query(
      `insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status, decided_by_id,
         decided_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (incident_id, alert_rule_id, fingerprint, starts_at)
       do update set status = excluded.status, decided_by_id = excluded.decided_by_id, decided_at = excluded.decided_at`,
      [incidentId, key.alertRuleId, key.fingerprint, key.startsAt, status, decidedById, at],
    );
  }

  async delete(db: Queryable, id: string): Promise<void> {
    await db.query('delete from episode_incident_links where id = $1', [id]);
  }
}
