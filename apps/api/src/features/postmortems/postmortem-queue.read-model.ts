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
import { rowCount, select, selectOne } from '../../database/select.js';
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
const SortedRow = QueueRow.extend({ rank: z.number().int(), sortedBy: z.string().nullable() });

const NEEDED = `i.postmortem_required and not ${IS_WAIVED} and not ${IS_REVIEWED}`;

/**
 * Ranks of the order `need`. Each is read in the order of an index and stops at the page's end, and a rank is not read
 * at all while the ones before it fill the page: the queue costs its page, not all incidents.
 */
const RANKS = [
  `${NEEDED} and ${PASSED}`,
  `${NEEDED} and not ${PASSED}`,
  `${NEEDED} and ${PASSED} is null`,
  `not (${NEEDED})`,
];

function pageOf(rank: number, condition: string, direction: 'asc' | 'desc'): string {
  const after = direction === 'asc' ? '>' : '<';
  return `(select ${rank} as rank, i.resolved_at, i.id
    from incidents i left join postmortems p on p.incident_id = i.id
    where i.resolved_at is not null and ${condition} and ${MATCHES_ALL}
      and ($15::int is null or ${rank} > $15
        or ${rank} = $15 and (i.resolved_at, i.id) ${after} ($16::timestamptz, $17::bigint))
    order by i.resolved_at ${direction}, i.id ${direction} limit $18)`;
}

/** Not resolved yet: after all others. */
const OPEN_RANK = 9;
const OPEN = `(select ${OPEN_RANK} as rank, i.resolved_at, i.id
    from incidents i left join postmortems p on p.incident_id = i.id
    where i.resolved_at is null and ${MATCHES_ALL}
      and ($15::int is null or ${OPEN_RANK} > $15 or ${OPEN_RANK} = $15 and i.id > $17::bigint)
    order by i.id limit $18)`;

function statement(pages: readonly string[], direction: 'asc' | 'desc'): string {
  return `with recursive ${SCOPE_CTES}, ${CLOCK_CTES}, page as (
      select * from (${[...pages, OPEN].join('\n  union all ')}) ranks limit $18
    )
    select ${QUEUE_COLUMNS}, page.rank, page.resolved_at::text as "sortedBy"
    from page join incidents i on i.id = page.id ${QUEUE_JOINS}
    order by page.rank, page.resolved_at ${direction}, page.id ${direction}`;
}

const STATEMENTS: Record<PostmortemsQuery['sort'], string> = {
  need: statement(
    RANKS.map((condition, rank) => pageOf(rank, condition, 'asc')),
    'asc',
  ),
  resolvedAt: statement([pageOf(0, 'true', 'asc')], 'asc'),
  '-resolvedAt': statement([pageOf(0, 'true', 'desc')], 'desc'),
};

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
    const [rank, sortedBy, id] = decodeCursor(Cursor, query.cursor) ?? [null, null, null];
    const rows = await select(this.dataSource, SortedRow, STATEMENTS[query.sort], [
      ...filterParameters(query, now),
      query.state,
      rank,
      sortedBy,
      id,
      query.limit + 1,
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const hasMore = rows.length > query.limit && last !== undefined;
    return {
      items: page.map(({ rank: _, sortedBy: __, ...row }) => toQueueItem(row)),
      nextCursor: hasMore ? encodeCursor([last.rank, last.sortedBy, last.incidentId]) : null,
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
