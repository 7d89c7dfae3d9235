import { Injectable } from '@nestjs/common';
import { parseEpisodeId } from '@tenken/shared/episode-id';
import {
  EPISODE_EVENT_KINDS,
  type EpisodeEventsQuery,
  type EpisodeEventsResponse,
} from '@tenken/shared/episodes.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^[0-9a-f]{3,65}$/)]);

const SpanRow = z.object({ endsAt: z.date().nullable() });
const EventRow = z.object({
  kind: z.enum(EPISODE_EVENT_KINDS),
  at: rowInstant,
  place: z.string(),
  by: z.string().nullable(),
  severity: z.string().nullable(),
  notifiedAt: rowInstant.nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  receivedAt: rowInstant,
  skewSeconds: z.number(),
  times: z.number(),
  lastAt: rowInstant,
});

/** The history of episodes. */
@Injectable()
export class EpisodeEventReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * What was said of an episode: events that name its start, and those that name none and fall between its start and
   * its end. Oldest first; within an instant firing comes before and the end after the rest. What is said again and
   * again (a silence, at every interval) is one with a count. Throws `not_found`.
   */
  async list(id: string, query: EpisodeEventsQuery): Promise<EpisodeEventsResponse> {
    const db = this.dataSource.manager;
    const key = parseEpisodeId(id);
    const span =
      key === null
        ? null
        : await selectOne(
            db,
            SpanRow,
            `select ends_at as "endsAt" from episodes
             where alert_rule_id = $1 and fingerprint = $2 and starts_at = $3`,
            [key.alertRuleId, key.fingerprint, key.startsAt],
          );
    if (key === null || span === null) throw DomainError.notFound('episode', id);
    const after = decodeCursor(Cursor, query.cursor);
    const rows = await select(
      db,
      EventRow,
      `with placed as (
         select *, case when kind in ('firing', 'reopened') then '0' when kind = 'ok' then '2' else '1' end
             || encode(digest, 'hex') collate "C" as place
         from episode_events
         where alert_rule_id = $1 and fingerprint = $2
           and (starts_at = $3 or starts_at is null and at >= $3 and ($4::timestamptz is null or at <= $4))
       ), said as (
         select *, (kind, said_by, severity, detail)
             is distinct from lag((kind, said_by, severity, detail)) over (order by at, place) as is_other
         from placed
       ), run as (
         select *, count(*) filter (where is_other) over (order by at, place) as run from said
       ), first as (
         select distinct on (run) *, count(*) over (partition by run)::integer as times,
           max(at) over (partition by run) as last_at
         from run order by run, at, place
       )
       select kind, at, place, said_by as by, severity, notified_at as "notifiedAt", detail,
         received_at as "receivedAt", extract(epoch from received_at - at)::double precision as "skewSeconds", times,
         last_at as "lastAt"
       from first
       where $5::timestamptz is null or (at, place) > ($5, $6 collate "C")
       order by at, place limit $7`,
      [
        key.alertRuleId,
        key.fingerprint,
        key.startsAt,
        span.endsAt,
        after?.[0] ?? null,
        after?.[1] ?? null,
        query.limit + 1,
      ],
    );
    const items = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? items.at(-1) : undefined;
    return {
      items: items.map(({ place: _, ...event }) => event),
      nextCursor: last ? encodeCursor([last.at, last.place]) : null,
    };
  }
}
