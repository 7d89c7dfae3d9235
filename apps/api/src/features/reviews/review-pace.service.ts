import { Injectable } from '@nestjs/common';
import type { PresentBody, TimerBody } from '@tenken/shared/review-live.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowId, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { LiveService } from '../live/live.service.js';
import { addTimeSpent, runningSince } from './add-time-spent.js';
import { ReviewWriteService } from './review-write.service.js';
import { reviewErrors } from './reviews.errors.js';
import { ReviewRepository } from './reviews.repository.js';
import { setTimer } from './set-timer.js';

/** How the meeting goes on: its step, its timer, and who leads. */
@Injectable()
export class ReviewPaceService {
  constructor(
    private readonly writes: ReviewWriteService,
    private readonly repository: ReviewRepository,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Moves the meeting on (or back); the time since the last move counts for the step that was left. */
  async goTo(actor: Actor, id: string, step: string): Promise<ReviewRoom> {
    return this.writes.write(actor, id, { action: 'step_changed', lock: 'head' }, async (db, session) => {
      if (session.status !== 'running') throw reviewErrors.notRunning();
      if (!session.agenda_steps.some(({ key }) => key === step))
        throw DomainError.invalid('step', 'is not on the agenda of this session');
      if (session.current_step === step) return null;
      const now = this.clock.now();
      await this.repository.setState(db, id, {
        status: 'running',
        steps: addTimeSpent(session.agenda_steps, session.current_step, runningSince(session), now),
        currentStep: step,
        currentStepAt: now,
        startedAt: session.started_at,
        closedAt: null,
      });
      return { currentStep: step };
    });
  }

  async setTimer(actor: Actor, id: string, body: TimerBody): Promise<ReviewRoom> {
    return this.writes.write(actor, id, { action: 'timer_set', lock: 'head' }, async (db, session) => {
      if (session.status !== 'running' || session.current_step === null) throw reviewErrors.notRunning();
      const set = setTimer(session, session.current_step, body, this.clock.now());
      if (set === null) return null;
      await this.repository.setState(db, id, {
        status: 'running',
        steps: set.steps,
        currentStep: session.current_step,
        currentStepAt: set.currentStepAt,
        timerPausedAt: set.timerPausedAt,
        startedAt: session.started_at,
        closedAt: null,
      });
      return body;
    });
  }

  /** Takes the lead, hands it to someone, or gives it up. */
  async present(actor: Actor, id: string, body: PresentBody): Promise<ReviewRoom> {
    const userId = body.userId ?? actor.userId;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    return this.writes.write(
      actor,
      id,
      { action: 'presenter_changed', lock: 'head' },
      async (db, session) => {
        if (session.status !== 'running') throw reviewErrors.notRunning();
        const presenterId = await this.presenterAfter(db, session.presenter_id, userId, body.present);
        if (presenterId === session.presenter_id) return null;
        await this.repository.setPresenter(db, id, presenterId);
        await this.live.publish(db, 'review-presence', [id]);
        return { presenterId };
      },
    );
  }

  private async presenterAfter(db: Queryable, current: string | null, userId: string, present: boolean) {
    // Who gives it up after somebody else took it takes nothing from them.
    if (!present) return current === userId ? null : current;
    const person = await selectOne(db, z.object({ id: rowId }), 'select id from users where id = $1', [
      userId,
    ]);
    if (person === null) throw DomainError.invalid('userId', `there is no person ${userId}`);
    return person.id;
  }
}
