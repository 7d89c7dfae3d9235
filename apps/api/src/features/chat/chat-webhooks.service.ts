import { Injectable } from '@nestjs/common';
import type {
  PutChatWebhookBody,
  TestChatWebhookBody,
  TestChatWebhookResponse,
} from '@tenken/shared/chat.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { ChatClientService } from './chat-client.service.js';
import { ChatWebhookRepository } from './chat-webhooks.repository.js';

const TEST_TEXT = {
  en: 'Tenken can write to this channel. Reviews of the team will be told here.',
  ja: 'Tenken からこのチャンネルに投稿できます。チームの点検会の結果をここにお知らせします。',
};

/** Where the chats of teams are, as people set them up. */
@Injectable()
export class ChatWebhookService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhooks: ChatWebhookRepository,
    private readonly client: ChatClientService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async put(actor: Actor, teamId: string, body: PutChatWebhookBody): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      if (!(await this.webhooks.teamExists(db, teamId))) throw DomainError.notFound('team', teamId);
      const before = await this.webhooks.find(db, teamId);
      const url = body.url ?? before?.url;
      if (url === undefined) throw DomainError.invalid('url', 'is needed');
      const { language, sendOnClose, flavor = 'slack' } = body;
      await this.webhooks.save(db, { teamId, url, flavor, language, sendOnClose }, this.clock.now());
      await this.audit.record(db, {
        actor,
        action: before === null ? 'created' : 'changed',
        subjectType: 'chat_webhook',
        subjectId: teamId,
        after: {
          host: new URL(url).host,
          flavor,
          language,
          sendOnClose,
          ...(body.url === undefined || before === null ? {} : { url: 'replaced' }),
        },
      });
      await this.live.publish(db, 'chat-webhooks', [teamId]);
    });
  }

  async delete(actor: Actor, teamId: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const before = await this.webhooks.find(db, teamId);
      if (before === null) throw DomainError.notFound('chat_webhook', teamId);
      await this.webhooks.delete(db, teamId);
      await this.audit.record(db, {
        actor,
        action: 'deleted',
        subjectType: 'chat_webhook',
        subjectId: teamId,
        before: { host: new URL(before.url).host },
      });
      await this.live.publish(db, 'chat-webhooks', [teamId]);
    });
  }

  /** Sends one line and keeps nothing. What goes wrong is an answer, not an error. */
  async test(teamId: string, body: TestChatWebhookBody): Promise<TestChatWebhookResponse> {
    const url = body.url ?? (await this.webhooks.find(this.dataSource.manager, teamId))?.url;
    if (url === undefined) throw DomainError.invalid('url', 'is needed');
    const result = await this.client.post(url, TEST_TEXT[body.language]);
    if (result.state === 'sent') return { ok: true, code: null, detail: null };
    return { ok: false, code: result.code, detail: result.detail };
  }
}
