import { Injectable } from '@nestjs/common';
import type {
  PostmortemCountsResponse,
  PostmortemFilters,
  PostmortemsQuery,
  PostmortemsResponse,
} from '@tenken/shared/postmortems.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';
import {
  CLOCK_CTES,
  filterParameters,
  IS_REQUIRED,
  IS_REVIEWED,
  IS_WAIVED,
  IS_WRITTEN,
  MATCHES_ALL,
  MATCHES_FILTERS,
  PASSED,
  SCOPE_CTES,
} from './postmortem-filter.js';
import { QUEUE_COLUMNS, QUEUE_JOINS, QueueRow, toQueueItem } from './postmortems.read-model.js';

const Cursor = z.tuple([z.number().int(), z.string().nullable(), z.string().regex(/^\d+$/)]);
const PlaceRow = z.object({ id: rowId, resolvedAt: z.string().nullable() });

/** Reads one postmortem for each incident in turn: as a plain join the planner would read and sort all of them. */
const EACH_POSTMORTEM = `left join lateral (
    select * from postmortems where incident_id = i.id offset 0) p on true`;

interface Rank {
  /** which incidents, besides the filters */
  condition: string;
  /** of `condition`, in the order of an index */
  direction: 'asc' | 'desc' | 'open';
}

/** A page of one rank: ids in order, from an index, as far as the page goes. */
function placesOf({ condition, direction }: Rank): string {
  const isAfter =
    direction === 'open'
      ? `($15::timestamptz is null and i.id > $16::bigint)`
      : `(i.resolved_at, i.id) ${direction === 'asc' ? '>' : '<'} ($15::timestamptz, $16::bigint)`;
  const order = direction === 'desc' ? 'desc' : 'asc';
  return `with recursive ${SCOPE_CTES}, ${CLOCK_CTES}
    select i.id, i.resolved_at::text as "resolvedAt"
    from incidents i ${EACH_POSTMORTEM}
    where i.resolved_at is ${direction === 'open' ? '' : 'not '}null and ${condition} and ${MATCHES_ALL}
      and ($16::bigint is null or ${isAfter})
    order by ${direction === 'open' ? '' : `i.resolved_at ${order}, `}i.id ${order} limit $17`;
}

const OPEN = placesOf({ condition: 'true', direction: 'open' });

/**
 * The orders as ranks that follow each other. `need`: overdue, with a deadline, without one, not waiting, not resolved.
 * A rank is read only when those before it do not fill the page: the queue costs its page, not all incidents.
 */
const RANKS: Record<PostmortemsQuery['sort'], readonly string[]> = {
  need: [
    placesOf({
      condition: `i.postmortem_waiting and ${PASSED}
      and i.resolved_at < (select greatest(to_3, to_5) from bounds)`,
      direction: 'asc',
    }),
    placesOf({
      condition: `i.postmortem_waiting and not ${PASSED}
      and i.resolved_at >= (select least(from_3, from_5) from bounds)`,
      direction: 'asc',
    }),
    placesOf({
      condition: `i.postmortem_waiting and coalesce(i.severity, '') not in ('SEV1', 'SEV2')`,
      direction: 'asc',
    }),
    placesOf({ condition: `not i.postmortem_waiting`, direction: 'asc' }),
    OPEN,
  ],
  resolvedAt: [placesOf({ condition: 'true', direction: 'asc' }), OPEN],
  '-resolvedAt': [placesOf({ condition: 'true', direction: 'desc' }), OPEN],
};

/** Ranks of `need` in which a state can be; the others need not be asked. */
const RANKS_OF_STATE: Partial<Record<PostmortemsQuery['state'], readonly number[]>> = {
  missing: [0, 1, 2, 4],
  unreviewed: [0, 1, 2, 4],
  overdue: [0],
  due: [0, 3],
  on_time: [3],
  late: [0, 3],
  reviewed: [3, 4],
  time_unknown: [3, 4],
  waived: [3, 4],
};

const ROWS = `with ${CLOCK_CTES}
  select ${QUEUE_COLUMNS}
  from unnest($4::bigint[]) with ordinality as page (id, position) join incidents i on i.id = page.id ${QUEUE_JOINS}
  order by page.position`;

const CountsRow = z.object({
  all: rowCount,
  required: rowCount,
  missing: rowCount,
  draft: rowCount,
  inReview: rowCount,
  unreviewed: rowCount,
  reviewed: rowCount,
  overdue: rowCount,
  waived: rowCount,
  unowned: rowCount,
});

/** The queue of postmortems: what is needed, what waits for its review, what is late. */
@Injectable()
export class PostmortemQueueReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** One page of the incidents in the state asked for. */
  async list(query: PostmortemsQuery, now: Date): Promise<PostmortemsResponse> {
    const [fromRank, resolvedAt, id] = decodeCursor(Cursor, query.cursor) ?? [0, null, null];
    const ranks = RANKS[query.sort];
    const possible = query.sort === 'need' ? RANKS_OF_STATE[query.state] : undefined;
    const places: { rank: number; id: string; resolvedAt: string | null }[] = [];
    for (let rank = fromRank; rank < ranks.length && places.length <= query.limit; rank++) {
      if (possible && !possible.includes(rank)) continue;
      const found = await select(this.dataSource, PlaceRow, ranks[rank]!, [
        ...filterParameters(query, now),
        query.state,
        ...(rank === fromRank ? [resolvedAt, id] : [null, null]),
        query.limit + 1 - places.length,
      ]);
      places.push(...found.map((place) => ({ rank, ...place })));
    }
    const page = places.slice(0, query.limit);
    const last = page.at(-1);
    const rows =
      page.length === 0
        ? []
        : await select(this.dataSource, QueueRow, ROWS, [now, null, null, page.map((place) => place.id)]);
    const hasMore = places.length > query.limit && last !== undefined;
    return {
      items: rows.map(toQueueItem),
      nextCursor: hasMore ? encodeCursor([last.rank, last.resolvedAt, last.id]) : null,
    };
  }

  /** How many rows `list` gives for each state. */
  async counts(filters: PostmortemFilters, now: Date): Promise<PostmortemCountsResponse> {
    const counts = await selectOne(
      this.dataSource,
      CountsRow,
      `with recursive ${SCOPE_CTES}, ${CLOCK_CTES}, judged as (
         select ${IS_REQUIRED} as required, ${IS_REVIEWED} as reviewed, ${IS_WRITTEN} as written,
           i.postmortem_required and ${IS_WAIVED} as waived, p.status,
           p.owner_id is null and coalesce(p.owner, '') = '' as unowned,
           case when ${IS_REQUIRED} and not ${IS_REVIEWED} then ${PASSED} end as overdue
         from incidents i left join postmortems p on p.incident_id = i.id
         where (i.postmortem_required or p.id is not null) and ${MATCHES_FILTERS}
       )
       select count(*) as "all", count(*) filter (where required) as required,
         count(*) filter (where required and not written) as missing,
         count(*) filter (where status = 'draft') as draft,
         count(*) filter (where status = 'in_review') as "inReview",
         count(*) filter (where required and not reviewed) as unreviewed,
         count(*) filter (where required and reviewed) as reviewed,
         count(*) filter (where overdue) as overdue, count(*) filter (where waived) as waived,
         count(*) filter (where required and not reviewed and unowned) as unowned
       from judged`,
      filterParameters(filters, now),
    );
    return counts!;
  }
}
