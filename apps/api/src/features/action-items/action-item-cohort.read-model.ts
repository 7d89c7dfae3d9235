import { Injectable } from '@nestjs/common';
import {
  type ActionItemFilters,
  type ActionItemLeftOutReason,
  ActionItemPriority,
  ActionItemStatus,
  ActionItemType,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { dayNumber, indexCalendars } from '../../clock/business-day-index.js';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { loadLocalDays, readInstantMs } from '../../database/local-days.js';
import { selectOne } from '../../database/select.js';
import { CLOSED_AT, DEADLINE, OWNING_TEAM } from './action-item-expressions.js';
import { filterParameters, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';
import type { TeamCalendars } from './business-calendar.read-model.js';

/** What one action item adds to the figures of its cohort. */
export interface CohortItem {
  /** milliseconds */
  createdAt: number;
  type: ActionItemType;
  priority: ActionItemPriority | null;
  /** of its incident; only where it was asked for */
  severity: string | null;
  /** owning team, 0 without one */
  teamId: number;
  outcome: 'done' | 'declined' | 'deleted' | 'openInTime' | 'overdue';
  /** done by its day; null where that is no question */
  inTime: boolean | null;
  /** why it is not on the curve */
  leftOut: ActionItemLeftOutReason | null;
  /** a fix of an incident that is done, with a known time */
  closedFix: boolean;
  /** begun days until its outcome; of an open one the complete days that it was followed */
  days: number;
  businessDays: number;
}

const SEVERITIES = ['SEV1', 'SEV2', 'SEV3', 'SEV4'];
const code = (column: string, words: readonly string[]) =>
  `case ${column} ${words.map((word, index) => `when '${word}' then ${index + 1}`).join(' ')} else 0 end`;

/** Places of the packed number: 13 bits of words, 20 of the deadline's day, the rest is the owning team. */
const DAY_SHIFT = 13;
const TEAM_SHIFT = 33;
const NO_DEADLINE = 0xfffff;
const DAY_OFFSET = 524_288;

/**
 * Every item in three columns of 8 bytes: 60,000 of them come in a tenth of the time that as many rows take, and are read
 * off the index alone (action_items_cohort_idx). What is derived from them here is said in SQL for the list in
 * action-item-expressions.ts; a test compares the two over generated items.
 */
const statement = (withSeverity: boolean) => `with recursive ${SCOPE_CTE}
  select string_agg(timestamptz_send(a.created_at), ''::bytea) as created,
    string_agg(timestamptz_send(coalesce(${CLOSED_AT}, 'infinity')), ''::bytea) as closed,
    string_agg(int8send((coalesce(${OWNING_TEAM}, 0) << ${TEAM_SHIFT})
      + (case when ${DEADLINE} is null then ${NO_DEADLINE}
          else least(greatest(${DEADLINE} - date '2000-01-01' + ${DAY_OFFSET}, 0), ${NO_DEADLINE - 1}) end::bigint
        << ${DAY_SHIFT})
      + ${code('a.status', ActionItemStatus.options)} + 8 * ${code('a.type', ActionItemType.options)}
      + 64 * ${code('a.priority', ActionItemPriority.options)}
      + 512 * ${withSeverity ? code('graded.severity', SEVERITIES) : '0'}
      + case when a.incident_id is null then 0 else 4096 end), ''::bytea) as packed
  from action_items a ${withSeverity ? 'left join incidents graded on graded.id = a.incident_id' : ''}
  where ${MATCHES_ALL}`;
const WITH_SEVERITY = statement(true);
const WITHOUT_SEVERITY = statement(false);
const Row = z.object({
  created: z.instanceof(Buffer).nullable(),
  closed: z.instanceof(Buffer).nullable(),
  packed: z.instanceof(Buffer).nullable(),
});
const DAY_MS = 86_400_000;
const DATE_EPOCH = dayNumber('2000-01-01');
const FIXES: readonly ActionItemType[] = ['prevent', 'detect', 'mitigate', 'repair'];

/** Whole cohorts of action items, for figures. The filters are those of the list: number shown = rows listed. */
@Injectable()
export class ActionItemCohortReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Every item of the range that passes the filters, removed ones too. */
  async items(
    filters: ActionItemFilters & { from: string },
    clocks: TeamCalendars,
    withSeverity = false,
  ): Promise<CohortItem[]> {
    const now = this.clock.now();
    const db = this.dataSource.manager;
    const { timeZone } = filters;
    const today = localDayOf(now, timeZone);
    const [row, localDays] = await Promise.all([
      selectOne(
        db,
        Row,
        withSeverity ? WITH_SEVERITY : WITHOUT_SEVERITY,
        filterParameters({ ...filters, status: [...ActionItemStatus.options] }, now, null),
      ),
      loadLocalDays(db, localDayOf(new Date(filters.from), timeZone), today, timeZone),
    ]);
    const empty = Buffer.alloc(0);
    const { created, closed, packed } = {
      created: row?.created ?? empty,
      closed: row?.closed ?? empty,
      packed: row?.packed ?? empty,
    };
    const until = dayNumber(today);
    const business = indexCalendars(
      clocks.calendars,
      [dayNumber(localDayOf(new Date(filters.from), timeZone)) - 1],
      until,
    );
    const places = new Map([...clocks.indexOf].map(([id, place]) => [Number(id), place]));
    const items: CohortItem[] = new Array(packed.length / 8);
    for (let index = 0; index < items.length; index++) {
      const offset = index * 8;
      const createdAt = readInstantMs(created, offset) ?? Number.POSITIVE_INFINITY;
      const closedAt = readInstantMs(closed, offset);
      const low = packed.readUInt32BE(offset + 4);
      const high = packed.readUInt32BE(offset);
      const word = low & 0x1fff;
      // 20 bits of the day: 19 in the lower half, one in the upper
      const day = (low >>> DAY_SHIFT) + (high & 1) * 0x80000;
      const deadline = day === NO_DEADLINE ? null : day - DAY_OFFSET + DATE_EPOCH;
      const teamId = high >>> 1;
      const status = ActionItemStatus.options[(word & 7) - 1]!;
      const type = ActionItemType.options[((word >> 3) & 7) - 1]!;
      const closedDay = closedAt === null ? null : localDays.of(closedAt);
      const end = closedAt ?? now.getTime();
      const isOpen = status === 'open' || status === 'in_progress';
      const calendar = business[places.get(teamId) ?? 0]!;
      // What is still open was followed up to yesterday: today is not over.
      const lastDay = isOpen ? until - 1 : (closedDay ?? until);
      const elapsed = (end - createdAt) / DAY_MS;
      items[index] = {
        createdAt,
        type,
        priority: ActionItemPriority.options[((word >> 6) & 7) - 1] ?? null,
        severity: SEVERITIES[((word >> 9) & 7) - 1] ?? null,
        teamId,
        outcome: isOpen ? (deadline !== null && deadline < until ? 'overdue' : 'openInTime') : status,
        inTime: isInTime(status, deadline, closedDay, until),
        leftOut: whyLeftOut(status, createdAt, closedAt, now.getTime()),
        closedFix: status === 'done' && closedAt !== null && word >= 4096 && FIXES.includes(type),
        days: Math.max(0, isOpen ? Math.floor(elapsed) : Math.ceil(elapsed)),
        businessDays: Math.max(0, calendar.between(localDays.of(createdAt), lastDay)),
      };
    }
    return items;
  }
}

/** As IN_TIME in SQL. */
function isInTime(
  status: ActionItemStatus,
  deadline: number | null,
  closedDay: number | null,
  today: number,
): boolean | null {
  if (status === 'deleted' || deadline === null || deadline >= today) return null;
  if (status === 'open' || status === 'in_progress') return false;
  if (closedDay === null) return null;
  const inTime = closedDay <= deadline;
  return inTime && status === 'declined' ? null : inTime;
}

/** As LEFT_OUT in SQL. */
function whyLeftOut(
  status: ActionItemStatus,
  createdAt: number,
  closedAt: number | null,
  now: number,
): ActionItemLeftOutReason | null {
  if (status === 'deleted') return null;
  if (status === 'done' && closedAt === null) return 'done_time_unknown';
  if (status === 'declined' && closedAt === null) return 'declined_time_unknown';
  if (createdAt > now || (closedAt !== null && closedAt > now)) return 'in_future';
  return closedAt !== null && closedAt < createdAt ? 'order_broken' : null;
}
