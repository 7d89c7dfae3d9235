import { Injectable } from '@nestjs/common';
import {
  type CreateReviewBody,
  DEFAULT_STEP_MINUTES,
  type PatchReviewBody,
  REVIEW_STEPS,
  type ReviewRoom,
  type ReviewStepKey,
} from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { type Queryable, rowId, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { addTimeSpent } from './add-time-spent.js';
import { defaultReviewTitle } from './default-review-title.js';
import { ReviewAgendaService } from './review-agenda.service.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { reviewErrors } from './reviews.errors.js';
import { ReviewRepository, type SessionRow } from './reviews.repository.js';

const ServiceRow = z.object({ id: rowId, name: z.string() });

/** The life of a review session: planned → running → closed, and back when it was closed too early. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReviewRepository,
    private readonly agenda: ReviewAgendaService,
    private readonly rooms: ReviewRoomReadModel,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, body: CreateReviewBody): Promise<ReviewRoom> {
    return this.dataSource.transaction(async (db) => {
      const at = this.clock.now();
      const { from, to } = resolveRange(body, at);
      const services = await this.findServices(db, body.serviceIds);
      const steps =
        body.agendaSteps ?? REVIEW_STEPS.map((key) => ({ key, minutes: DEFAULT_STEP_MINUTES[key] }));
      if (new Set(steps.map((step) => step.key)).size < steps.length)
        throw DomainError.invalid('agendaSteps', 'each step can be there once');
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
        steps: steps.map((step) => ({ ...step, spentSeconds: 0 })),
        serviceIds: services.map((service) => service.id),
        createdById: actor.userId,
        at,
      });
      const session = (await this.repository.findLocked(db, id, 'update'))!;
      await this.agenda.make(db, session);
      if (body.start === true) await this.begin(db, actor, session);
      return this.tell(db, actor, 'created', id);
    });
  }

  /** Begins a planned session; a running one is left as it is. */
  async start(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.change(actor, id, 'started', async (db, session) => {
      if (session.status === 'running') return;
      // What happened between planning and now belongs on the table too.
      await this.agenda.make(db, session);
      await this.begin(db, actor, session);
    });
  }

  async join(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.dataSource.transaction(async (db) => {
      await this.lockOpen(db, id, 'share');
      if (actor.userId === null) throw reviewErrors.nobodyToJoin();
      const isNew = await this.repository.addParticipant(db, id, actor.userId, this.clock.now());
      if (isNew) await this.live.publish(db, 'reviews', [id]);
      return this.rooms.live(db, id);
    });
  }

  async patch(actor: Actor, id: string, body: PatchReviewBody): Promise<ReviewRoom> {
    return this.dataSource.transaction(async (db) => {
      const session = await this.repository.findLocked(db, id, 'update');
      if (session === null) throw DomainError.notFound('review', id);
      const onlyTitle = Object.keys(body).every((key) => key === 'title');
      if (session.status === 'closed' && !onlyTitle) throw reviewErrors.closed();
      await this.checkPeople(db, body);
      await this.repository.setHead(db, id, body);
      return this.tell(db, actor, 'changed', id);
    });
  }

  /** Moves the meeting on (or back); the time since the last move counts for the step that was left. */
  async goTo(actor: Actor, id: string, step: ReviewStepKey): Promise<ReviewRoom> {
    return this.change(actor, id, 'step_changed', async (db, session) => {
      if (session.status !== 'running') throw reviewErrors.notRunning();
      if (!session.agenda_steps.some(({ key }) => key === step))
        throw DomainError.invalid('step', 'is not on the agenda of this session');
      if (session.current_step === step) return;
      const now = this.clock.now();
      await this.repository.setState(db, id, {
        status: 'running',
        steps: addTimeSpent(session.agenda_steps, session.current_step, session.current_step_at, now),
        currentStep: step,
        currentStepAt: now,
        startedAt: session.started_at,
        closedAt: null,
      });
    });
  }

  /** Adds what is new in the data to the agenda; what was looked at stays as it is. */
  async refresh(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.change(actor, id, 'agenda_refreshed', (db, session) => this.agenda.make(db, session));
  }

  /** Ends the session and freezes its record: evidence, verdicts, decisions, gaps, actions, attendance, counts. */
  async close(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.change(actor, id, 'closed', async (db, session) => {
      const now = this.clock.now();
      await this.repository.setState(db, id, {
        status: 'closed',
        steps: addTimeSpent(session.agenda_steps, session.current_step, session.current_step_at, now),
        currentStep: null,
        currentStepAt: null,
        startedAt: session.started_at ?? now,
        closedAt: now,
      });
      await this.repository.setRecord(db, id, await this.rooms.live(db, id));
    });
  }

  /** Takes a close back: the session runs on at its last step. */
  async reopen(actor: Actor, id: string): Promise<ReviewRoom> {
    return this.dataSource.transaction(async (db) => {
      const session = await this.repository.findLocked(db, id, 'update');
      if (session === null) throw DomainError.notFound('review', id);
      if (session.status === 'closed') {
        await this.repository.setState(db, id, {
          status: 'running',
          steps: session.agenda_steps,
          currentStep: session.agenda_steps.at(-1)?.key ?? null,
          currentStepAt: this.clock.now(),
          startedAt: session.started_at,
          closedAt: null,
        });
      }
      return this.tell(db, actor, 'reopened', id);
    });
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

  private async change(
    actor: Actor,
    id: string,
    action: string,
    work: (db: Queryable, session: SessionRow) => Promise<void>,
  ): Promise<ReviewRoom> {
    return this.dataSource.transaction(async (db) => {
      const session = await this.lockOpen(db, id, 'update');
      await work(db, session);
      return this.tell(db, actor, action, id);
    });
  }

  private async lockOpen(db: Queryable, id: string, lock: 'share' | 'update'): Promise<SessionRow> {
    const session = await this.repository.findLocked(db, id, lock);
    if (session === null) throw DomainError.notFound('review', id);
    if (session.status === 'closed') throw reviewErrors.closed();
    return session;
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

  private async tell(db: Queryable, actor: Actor, action: string, id: string): Promise<ReviewRoom> {
    const room = await this.rooms.find(id, db);
    await this.audit.record(db, {
      actor,
      action,
      subjectType: 'review_session',
      subjectId: id,
      after: { status: room.status, currentStep: room.currentStep, progress: room.progress },
    });
    await this.live.publish(db, 'reviews', [id]);
    return room;
  }
}
