import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ChatMessage, SendChatBody } from '@tenken/shared/chat.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { LiveService } from '../live/live.service.js';
import { ReviewMinutesService } from '../review-minutes/review-minutes.service.js';
import { ChatReadModel } from './chat.read-model.js';
import { ChatClientService, type Delivered } from './chat-client.service.js';
import { ChatMessageRepository, type PendingMessage } from './chat-messages.repository.js';
import { ChatWebhookRepository } from './chat-webhooks.repository.js';

/** Minutes until the next try, after each that failed. */
const RETRY_MINUTES = [1, 5, 15, 60, 240];

/** Sends what a review has to say to a chat, when a person wants it or because it was closed. */
@Injectable()
export class ChatMessageService {
  private readonly logger = new Logger('chat');

  constructor(
    private readonly dataSource: DataSource,
    private readonly messages: ChatMessageRepository,
    private readonly webhooks: ChatWebhookRepository,
    private readonly readModel: ChatReadModel,
    private readonly reviews: ReviewMinutesService,
    private readonly client: ChatClientService,
    private readonly live: LiveService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Sends now and answers with how it went. A person decides whether it is sent again: this is tried once. */
  async send(actor: Actor, reviewId: string, body: SendChatBody): Promise<ChatMessage> {
    const db = this.dataSource.manager;
    await this.reviews.contents(reviewId);
    const teamId = await this.chooseTeam(reviewId, body.teamId);
    const id = await this.messages.insert(db, {
      teamId,
      reviewId,
      what: body.what,
      clientId: body.clientId ?? null,
      createdById: actor.userId,
      now: this.clock.now(),
    });
    if (id === null) {
      const before = await this.messages.findByClientId(db, body.clientId ?? '');
      return this.readModel.message(before ?? '');
    }
    await this.deliver(id);
    return this.readModel.message(id);
  }

  /** Sends a message that waits. One that another process has begun is left alone. */
  async deliver(id: string): Promise<void> {
    const db = this.dataSource.manager;
    const message = await this.messages.begin(db, id, this.clock.now());
    if (message === null) return;
    const result = await this.attempt(message);
    if (result === null) {
      // Reopened before it was told: the next close tells it.
      await this.messages.delete(db, id);
    } else {
      const now = this.clock.now();
      await this.messages.finish(db, id, result, { now, retryAt: retryAt(message, result, now) });
    }
    await this.live.publish(db, 'chat-messages', [message.reviewId]);
  }

  /** Null when there is nothing to tell any more. */
  private async attempt(message: PendingMessage): Promise<Delivered | null> {
    // Until it is sent it certainly has not arrived, whatever goes wrong.
    const letter = await this.write(message).catch((error: Error): Delivered => {
      this.logger.error(`Message ${message.id} could not be written`, error.stack);
      const detail = 'It could not be written on the server, whose log says why.';
      return { state: 'failed', code: 'internal', detail, mayRetry: true };
    });
    return letter === null || 'state' in letter ? letter : this.client.post(letter.url, letter.text);
  }

  private async write(message: PendingMessage): Promise<{ url: string; text: string } | Delivered | null> {
    const webhook = await this.webhooks.find(this.dataSource.manager, message.teamId);
    if (webhook === null) {
      return {
        state: 'failed',
        code: 'chat_not_set_up',
        detail: 'The chat of the team was removed meanwhile.',
        mayRetry: false,
      };
    }
    const contents = await this.reviews.contents(message.reviewId);
    if (message.isAutomatic && contents.room.status !== 'closed') return null;
    const text = this.reviews.chatText(contents, {
      what: message.what,
      language: webhook.language,
      flavor: webhook.flavor,
      url: `${this.env.PUBLIC_URL}/reviews/${message.reviewId}/record`,
    });
    return { url: webhook.url, text };
  }

  private async chooseTeam(reviewId: string, wanted: string | undefined): Promise<string> {
    const targets = await this.readModel.targets(reviewId);
    if (wanted !== undefined) {
      const isThere = (await this.webhooks.find(this.dataSource.manager, wanted)) !== null;
      if (!isThere) throw DomainError.invalid('teamId', 'this team has no chat', 'chat_not_set_up');
      return wanted;
    }
    const [first, second] = targets;
    if (first === undefined) {
      throw new DomainError(
        'conflict',
        'chat_not_set_up',
        'The team of this review has no chat. An administrator can add its webhook in the settings.',
      );
    }
    if (second !== undefined) throw DomainError.invalid('teamId', 'several teams have a chat: say which');
    return first.teamId;
  }
}

function retryAt(message: PendingMessage, result: Delivered, now: Date): Date | null {
  const minutes = RETRY_MINUTES[message.attempts - 1];
  if (result.state !== 'failed' || !result.mayRetry || !message.isAutomatic || minutes === undefined)
    return null;
  return new Date(now.getTime() + minutes * 60_000);
}
