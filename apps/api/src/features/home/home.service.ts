import { Injectable, Logger } from '@nestjs/common';
import type { HomeQuery, HomeResponse } from '@tenken/shared/home.contract';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import type { Actor } from '../../http/actor.js';
import { UserService } from '../identity/user.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { HomeReadModel } from './home.read-model.js';

/** Puts the home page together; a block whose question fails is null and the others stand. */
@Injectable()
export class HomeService {
  private readonly logger = new Logger('home');

  constructor(
    private readonly questions: HomeReadModel,
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
      this.attempt('followUps', this.questions.followUps(today)),
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

  private attempt<T>(block: string, answer: Promise<T>): Promise<T | null> {
    return answer.catch((error: unknown) => {
      this.logger.error(`The block ${block} failed`, error instanceof Error ? error.stack : String(error));
      return null;
    });
  }
}
