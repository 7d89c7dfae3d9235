import { Injectable, Logger } from '@nestjs/common';
import type { HomeFollowUps, HomeQuery, HomeResponse } from '@tenken/shared/home.contract';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import type { Actor } from '../../http/actor.js';
import { DecisionReadModel } from '../decisions/decisions.read-model.js';
import { UserService } from '../identity/user.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { HomeReadModel } from './home.read-model.js';

/** How many finished measurements are named; the figure counts all of them. */
const MEASURED_SHOWN = 4;

/** Puts the home page together; a block whose question fails is null and the others stand. */
@Injectable()
export class HomeService {
  private readonly logger = new Logger('home');

  constructor(
    private readonly questions: HomeReadModel,
    private readonly decisions: DecisionReadModel,
    private readonly users: UserService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor, query: HomeQuery): Promise<HomeResponse> {
    const now = this.clock.now();
    const { defaultTimeZone, postmortemCriteria } = await this.settings.read();
    const own = actor.userId === null ? null : (await this.users.get(actor.userId)).timeZone;
    const timeZone = query.timeZone ?? own ?? defaultTimeZone;
    const today = localDayOf(now, timeZone);
    const [isEmpty, actions, reviews, postmortems, followUps, sources] = await Promise.all([
      this.attempt('isEmpty', this.questions.isEmpty()),
      this.attempt('actions', this.questions.actions(actor.userId, today)),
      this.attempt('reviews', this.questions.reviews()),
      this.attempt('postmortems', this.questions.postmortems(now, postmortemCriteria.severities)),
      this.attempt('followUps', this.followUps(today)),
      this.attempt('sources', this.questions.sources()),
    ]);
    return {
      asOf: now.toISOString(),
      today,
      timeZone,
      isEmpty,
      actions,
      reviews,
      postmortems,
      followUps,
      sources,
    };
  }

  private async followUps(today: string): Promise<HomeFollowUps> {
    const [open, unseen] = await Promise.all([
      this.questions.followUps(today),
      this.decisions.unseen(MEASURED_SHOWN),
    ]);
    return {
      ...open,
      decisionsMeasured: unseen.count,
      measured: unseen.items.map(({ id, ruleName, kind, outcome }) => ({ id, ruleName, kind, outcome })),
    };
  }

  private attempt<T>(block: string, answer: Promise<T>): Promise<T | null> {
    return answer.catch((error: unknown) => {
      this.logger.error(`The block ${block} failed`, error instanceof Error ? error.stack : String(error));
      return null;
    });
  }
}
