import { Injectable } from '@nestjs/common';
import { isBuiltinTitle } from '@tenken/shared/builtin-step-titles';
import {
  type CreateReviewBody,
  DEFAULT_STEP_MINUTES,
  type PatchReviewBody,
  REVIEW_STEPS,
  type ReviewRoom,
} from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { type Queryable, rowId, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ClientRequestService } from '../client-requests/client-requests.service.js';
import { DecisionService } from '../decisions/decisions.service.js';
import { addTimeSpent, runningSince } from './add-time-spent.js';
import { defaultReviewTitle } from './default-review-title.js';
import { ReviewAgendaService } from './review-agenda.service.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { ReviewTopicService } from './review-topics.service.js';
import { ReviewWriteService } from './review-write.service.js';
import { reviewErrors } from './reviews.errors.js';
import { ReviewRepository, type SessionRow, StepRow } from './reviews.repository.js';

const ServiceRow = z.object({ id: rowId, name: z.string() });

/** The life of a review session: planned → running → closed, and back when it was closed too early. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReviewRepository,
    private readonly agenda: ReviewAgendaService,
    private readonly topics: ReviewTopicService,
    private readonly rooms: ReviewRoomReadModel,
    private readonly writes: ReviewWriteService,
    private readonly decisions: DecisionService,
    private readonly requests: ClientRequestService,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, body: CreateReviewBody): Promise<ReviewRoom> {
    const id = await this.dataSource.transaction(async (db) => {
      const made = await this.requests.once(db, body.clientId, 'review', () => this.plan(db, actor, body));
      return made.id;
    });
    return this.rooms.find(id, actor.userId);
  }

  /** Begins a planned session; a running one is left as it is. */
  async start(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.writes.write(actor, id, { action: 'started', lock: 'whole' }, async (db, session) => {
      if (session.status === 'running') return null;
      // What happened between planning and now belongs on the table too.
      await this.agenda.make(db, session);
      await this.begin(db, actor, session);
      return { status: 'running' };
    });
  }

  async join(actor: Actor, id: string): Promise<ReviewRoom> {
    const { userId } = actor;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    return this.writes.write(actor, id, { action: 'joined' }, async (db) => {
      const isNew = await this.repository.addParticipant(db, id, userId, this.clock.now());
      return isNew ? { userId } : null;
    });
  }

  async patch(actor: Actor, id: string, body: PatchReviewBody): Promise<ReviewRoom> {
    await this.dataSource.transaction(async (db) => {
      const session = await this.repository.findLocked(db, id, 'head');
      if (session === null) throw DomainError.notFound('review', id);
      const onlyTitle = Object.keys(body).every((key) => key === 'title');
      if (session.status === 'closed' && !onlyTitle) throw reviewErrors.closed();
      await this.checkPeople(db, body);
      await this.repository.setHead(db, id, body);
      await this.writes.tell(db, actor, id, 'changed', body);
    });
    return this.rooms.find(id, actor.userId);
  }

  /** Adds what is new in the data to the agenda; what was looked at stays as it is. */
  async refresh(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.writes.write(
      actor,
      id,
      { action: 'agenda_refreshed', lock: 'whole' },
      async (db, session) => {
        await this.agenda.make(db, session);
        return {};
      },
    );
  }

  /** Ends the session and freezes its record: evidence, verdicts, decisions, gaps, actions, attendance, counts. */
  async close(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.writes.write(actor, id, { action: 'closed', lock: 'whole' }, async (db, session) => {
      const now = this.clock.now();
      await this.repository.setState(db, id, {
        status: 'closed',
        steps: addTimeSpent(session.agenda_steps, session.current_step, runningSince(session), now),
        currentStep: null,
        currentStepAt: null,
        startedAt: session.started_at ?? now,
        closedAt: now,
      });
      const record = await this.rooms.live(db, id);
      await this.repository.setRecord(db, id, record);
      await this.decisions.markSeenInReview(db, effectsSeen(record));
      return { status: 'closed', progress: record.progress };
    });
  }

  /** Takes a close back: the session runs on at its last step. */
  async reopen(actor: Actor, id: string): Promise<ReviewRoom> {
    await this.dataSource.transaction(async (db) => {
      const session = await this.repository.findLocked(db, id, 'whole');
      if (session === null) throw DomainError.notFound('review', id);
      if (session.status !== 'closed') return;
      await this.repository.setState(db, id, {
        status: 'running',
        steps: session.agenda_steps,
        currentStep: session.agenda_steps.at(-1)?.key ?? null,
        currentStepAt: this.clock.now(),
        startedAt: session.started_at,
        closedAt: null,
      });
      await this.writes.tell(db, actor, id, 'reopened', { status: 'running' });
    });
    return this.rooms.find(id, actor.userId);
  }

  private async plan(db: Queryable, actor: Actor, body: CreateReviewBody): Promise<string> {
    const at = this.clock.now();
    const { from, to } = resolveRange(body, at);
    const services = await this.findServices(db, body.serviceIds);
    const steps =
      body.agendaSteps ?? REVIEW_STEPS.map((key) => ({ key, minutes: DEFAULT_STEP_MINUTES[key] }));
    await this.checkPeople(db, body);
    const id = await this.repository.insert(db, {
      title:
        body.title ??
        defaultReviewTitle(
          services.map((service) => service.name),
          body.language,
        ),
      teamId: body.teamId ?? null,
      from,
      to,
      timeZone: body.timeZone,
      language: body.language,
      facilitatorId: body.facilitatorId ?? actor.userId,
      scribeId: body.scribeId ?? null,
      scheduledAt: body.scheduledAt === undefined ? null : new Date(body.scheduledAt),
      steps: steps.map((step) => StepRow.parse(isBuiltinTitle(step) ? { ...step, isBuiltin: true } : step)),
      serviceIds: services.map((service) => service.id),
      votesFirst: body.votesFirst ?? false,
      createdById: actor.userId,
      at,
    });
    const session = (await this.repository.findLocked(db, id, 'whole'))!;
    await this.agenda.make(db, session);
    await this.topics.carryOver(db, session);
    if (body.start === true) await this.begin(db, actor, session);
    await this.writes.tell(db, actor, id, 'created', { status: body.start === true ? 'running' : 'planned' });
    return id;
  }

  private async begin(db: Queryable, actor: Actor, session: SessionRow): Promise<void> {
    const now = this.clock.now();
    await this.repository.setState(db, session.id, {
      status: 'running',
      steps: session.agenda_steps,
      currentStep: session.agenda_steps[0]?.key ?? null,
      currentStepAt: now,
      startedAt: session.started_at ?? now,
      closedAt: null,
    });
    if (actor.userId !== null) await this.repository.addParticipant(db, session.id, actor.userId, now);
  }

  private async findServices(db: Queryable, ids: readonly string[]) {
    const services = await select(
      db,
      ServiceRow,
      `select s.id, s.name from unnest($1::bigint[]) with ordinality as t (id, n) join services s on s.id = t.id
       order by t.n`,
      [[...new Set(ids)]],
    );
    const known = new Set(services.map((service) => service.id));
    const missing = ids.findIndex((id) => !known.has(id));
    if (missing >= 0)
      throw DomainError.invalid(`serviceIds.${missing}`, `there is no service ${ids[missing]}`);
    return services;
  }

  private async checkPeople(
    db: Queryable,
    body: {
      facilitatorId?: string | null | undefined;
      scribeId?: string | null | undefined;
      teamId?: string | undefined;
    },
  ): Promise<void> {
    for (const field of ['facilitatorId', 'scribeId'] as const) {
      const id = body[field];
      if (!id) continue;
      const found = await select(db, ServiceRow, 'select id, name from users where id = $1', [id]);
      if (found.length === 0) throw DomainError.invalid(field, `there is no person ${id}`);
    }
    if (body.teamId !== undefined) {
      const found = await select(db, ServiceRow, 'select id, name from teams where id = $1', [body.teamId]);
      if (found.length === 0) throw DomainError.invalid('teamId', `there is no team ${body.teamId}`);
    }
  }
}

/** Decisions whose finished measurement the meeting has looked at. */
function effectsSeen(record: ReviewRoom): string[] {
  return record.items.flatMap((item) =>
    item.kind === 'decision' && item.isReviewed && item.evidence.effect?.isComplete === true
      ? [item.evidence.id]
      : [],
  );
}
