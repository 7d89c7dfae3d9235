import { Injectable } from '@nestjs/common';
import type { AgendaItem } from '@tenken/shared/review-agenda.contract';
import { type ReviewChanges, RoomHeadSchema } from '@tenken/shared/review-changes.contract';
import { ReviewOverviewSchema, type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { DecisionReadModel } from '../decisions/decisions.read-model.js';
import { NO_VERDICTS } from './no-verdicts.js';
import { ReviewGapsReadModel } from './review-gaps.read-model.js';
import { ReviewItemsReadModel } from './review-items.read-model.js';
import { changesSince, type RoomParts, revisionOf } from './review-revision.js';
import { StepRow } from './reviews.repository.js';

const Named = z.object({ id: z.string(), name: z.string() });

const HeadRow = z.object({
  id: rowId,
  title: z.string(),
  status: z.enum(['planned', 'running', 'closed']),
  team: Named.nullable(),
  services: z.array(Named),
  window_from: rowInstant,
  window_to: rowInstant,
  time_zone: z.string(),
  language: z.enum(['en', 'ja']),
  facilitator: Named.nullable(),
  scribe: Named.nullable(),
  scheduled_at: rowInstant.nullable(),
  started_at: rowInstant.nullable(),
  closed_at: rowInstant.nullable(),
  created_at: rowInstant,
  is_sample: z.boolean(),
  agenda_steps: z.array(StepRow),
  current_step: z.string().nullable(),
  current_step_at: rowInstant.nullable(),
  timer_paused_at: rowInstant.nullable(),
  votes_first: z.boolean(),
  presenter: Named.nullable(),
  notes: z.string(),
  row_version: z.number(),
  overview: ReviewOverviewSchema.extend({ asOf: z.string() }).nullable(),
  record: z.unknown(),
});

const ParticipantRow = z.object({ id: rowId, name: z.string(), joined_at: rowInstant });

const SignOffRow = z.object({
  id: rowId,
  name: z.string(),
  signed_at: rowInstant,
  comment: z.string().nullable(),
});

const NO_OVERVIEW = {
  rules: 0,
  fired: 0,
  pages: 0,
  nightPages: null,
  incidents: 0,
  incidentsCaught: 0,
  incidentsLate: 0,
  incidentsMissed: 0,
  previousFired: null,
  previousPages: null,
  previousReview: null,
};

/** The whole room of a session: what the participants see, what is frozen at the end, what the minutes are made of. */
@Injectable()
export class ReviewRoomReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: ReviewItemsReadModel,
    private readonly gaps: ReviewGapsReadModel,
    private readonly decisions: DecisionReadModel,
  ) {}

  /**
   * The room as it is; of a closed session the record as it was frozen, with what came after it: a mended title and who
   * confirmed the record.
   * @param viewerId whose own votes are told; null: nobody's
   */
  async find(
    id: string,
    viewerId: string | null = null,
    db: Queryable = this.dataSource.manager,
  ): Promise<ReviewRoom> {
    const head = await this.head(db, id);
    if (head.status !== 'closed' || head.record === null) return this.fromTables(db, head, viewerId);
    const record = ReviewRoomSchema.parse(head.record);
    return {
      ...record,
      title: head.title,
      items: record.items.map((item) => withOwnVote(item, viewerId)),
      signOffs: await this.signOffs(db, id),
    };
  }

  /** The room from the tables, also of a session that is being closed. */
  async live(db: Queryable, id: string): Promise<ReviewRoom> {
    return this.fromTables(db, await this.head(db, id), null);
  }

  private async fromTables(
    db: Queryable,
    head: z.output<typeof HeadRow>,
    viewerId: string | null,
  ): Promise<ReviewRoom> {
    const evidence = await this.items.findEvidence(db, head.id);
    const parts = await this.parts(db, head, viewerId);
    return ReviewRoomSchema.parse({
      ...parts.head,
      ...parts.counts,
      overview: parts.overview,
      // An item that came between the two questions is there with the next one.
      items: parts.items.flatMap((item) =>
        evidence.has(item.id) ? [{ ...item, evidence: evidence.get(item.id) }] : [],
      ),
      decisions: parts.decisions,
      actionItems: parts.actionItems,
      gaps: parts.gaps,
      asOf: parts.asOf,
      revision: head.status === 'closed' ? undefined : revisionOf(parts),
    });
  }

  /**
   * What is another in the room since it had this revision, without evidence; see `review-revision.ts`.
   * @param viewerId whose own votes are told; null: nobody's
   */
  async changes(id: string, since: string, viewerId: string | null): Promise<ReviewChanges> {
    const db = this.dataSource.manager;
    const head = await this.head(db, id);
    if (head.status === 'closed') return { isStale: true, items: [] };
    return changesSince(await this.parts(db, head, viewerId), since);
  }

  private async parts(
    db: Queryable,
    head: z.output<typeof HeadRow>,
    viewerId: string | null,
  ): Promise<RoomParts> {
    const { id } = head;
    const { states, titles, agreement } = await this.items.findStates(db, id, viewerId);
    const { asOf, ...overview } = head.overview ?? { ...NO_OVERVIEW, asOf: head.created_at };
    const verdictCounts = { ...NO_VERDICTS };
    for (const item of states) {
      if (item.kind === 'alert_rule' && item.verdict !== null) verdictCounts[item.verdict] += 1;
    }
    return {
      head: RoomHeadSchema.parse({
        id: head.id,
        title: head.title,
        status: head.status,
        team: head.team,
        services: head.services,
        from: head.window_from,
        to: head.window_to,
        timeZone: head.time_zone,
        language: head.language,
        scheduledAt: head.scheduled_at,
        startedAt: head.started_at,
        closedAt: head.closed_at,
        createdAt: head.created_at,
        isSample: head.is_sample,
        facilitator: head.facilitator,
        scribe: head.scribe,
        steps: head.agenda_steps,
        currentStep: head.current_step,
        currentStepAt: head.current_step_at,
        timerPausedAt: head.timer_paused_at,
        votesFirst: head.votes_first,
        presenter: head.presenter,
        notes: head.notes,
        rowVersion: head.row_version,
        participants: await this.participants(db, id),
      }),
      counts: {
        progress: { reviewed: states.filter((item) => item.isReviewed).length, total: states.length },
        verdictCounts,
        agreement,
      },
      decisions: (await this.decisions.find(db, { reviewSessionId: id })).filter(
        (decision) => decision.status !== 'cancelled',
      ),
      actionItems: await this.gaps.findActionItems(db, id),
      gaps: await this.gaps.findOfSession(db, id),
      items: states,
      titles,
      overview,
      asOf,
    };
  }

  private async head(db: Queryable, id: string): Promise<z.output<typeof HeadRow>> {
    const row = await selectOne(
      db,
      HeadRow,
      `select s.*,
         case when t.id is not null then jsonb_build_object('id', t.id::text, 'name', t.name) end as team,
         case when f.id is not null then jsonb_build_object('id', f.id::text, 'name', f.name) end as facilitator,
         case when c.id is not null then jsonb_build_object('id', c.id::text, 'name', c.name) end as scribe,
         case when p.id is not null then jsonb_build_object('id', p.id::text, 'name', p.name) end as presenter,
         coalesce((select jsonb_agg(jsonb_build_object('id', v.id::text, 'name', v.name) order by v.name, v.id)
           from review_session_services x join services v on v.id = x.service_id
           where x.review_session_id = s.id), '[]') as services
       from review_sessions s
       left join teams t on t.id = s.team_id
       left join users f on f.id = s.facilitator_id
       left join users c on c.id = s.scribe_id
       left join users p on p.id = s.presenter_id
       where s.id = $1`,
      [id],
    );
    if (row === null) throw DomainError.notFound('review', id);
    return row;
  }

  private async participants(db: Queryable, id: string) {
    const rows = await select(
      db,
      ParticipantRow,
      `select u.id, u.name, p.joined_at from review_participants p join users u on u.id = p.user_id
       where p.review_session_id = $1 order by p.joined_at, u.id`,
      [id],
    );
    return rows.map((row) => ({ id: row.id, name: row.name, joinedAt: row.joined_at }));
  }

  /** Those of the record as it is: what was confirmed before the session was opened again is not counted. */
  private async signOffs(db: Queryable, id: string): Promise<ReviewRoom['signOffs']> {
    const rows = await select(
      db,
      SignOffRow,
      `select u.id, u.name, o.signed_at, o.comment
       from review_sign_offs o
       join review_sessions s on s.id = o.review_session_id and o.signed_at >= s.closed_at
       join users u on u.id = o.user_id
       where o.review_session_id = $1 order by o.signed_at, u.id`,
      [id],
    );
    return rows.map(({ id: userId, name, signed_at, comment }) => ({
      person: { id: userId, name },
      at: signed_at,
      comment,
    }));
  }
}

/** The record was frozen for nobody in particular; of open votes everyone may know their own. */
function withOwnVote(item: AgendaItem, viewerId: string | null): AgendaItem {
  if (item.kind !== 'alert_rule' || viewerId === null) return item;
  const mine = item.votes.all.find((vote) => vote.person.id === viewerId)?.verdict ?? null;
  return mine === null ? item : { ...item, votes: { ...item.votes, mine } };
}
