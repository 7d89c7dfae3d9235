import { Injectable } from '@nestjs/common';
import {
  ChatFlavor,
  type ChatMessage,
  ChatMessageState,
  ChatText,
  type ChatWebhook,
  type ReviewChatResponse,
} from '@tenken/shared/chat.contract';
import { LanguageSchema } from '@tenken/shared/identity.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const MessageRow = z.object({
  id: rowId,
  teamId: rowId,
  what: ChatText,
  isAutomatic: z.boolean(),
  state: ChatMessageState,
  attempts: z.number(),
  createdAt: rowInstant,
  createdBy: z.string().nullable(),
  sentAt: rowInstant.nullable(),
  nextTryAt: rowInstant.nullable(),
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
});

const MESSAGE = `m.id, m.team_id as "teamId", m.what, m.is_automatic as "isAutomatic", m.state, m.attempts,
  m.created_at as "createdAt", u.name as "createdBy", m.sent_at as "sentAt",
  case when m.state = 'waiting' then m.next_try_at end as "nextTryAt",
  m.error_code as "errorCode", m.error_detail as "errorDetail"`;

const WebhookRow = z.object({
  teamId: rowId,
  teamName: z.string(),
  url: z.string(),
  flavor: ChatFlavor,
  language: LanguageSchema,
  sendOnClose: ChatText.nullable(),
  createdAt: rowInstant,
  updatedAt: rowInstant,
});
const TargetRow = WebhookRow.pick({ teamId: true, teamName: true, url: true, sendOnClose: true });

/** Chats and what was told there. Of an address only its host is ever read out. */
@Injectable()
export class ChatReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async webhooks(): Promise<ChatWebhook[]> {
    const rows = await select(
      this.dataSource.manager,
      WebhookRow,
      `select w.team_id as "teamId", t.name as "teamName", w.url, w.flavor, w.language,
         w.send_on_close as "sendOnClose", w.created_at as "createdAt", w.updated_at as "updatedAt"
       from chat_webhooks w join teams t on t.id = w.team_id order by t.name, t.id`,
    );
    const last = await select(
      this.dataSource.manager,
      MessageRow,
      `select distinct on (m.team_id) ${MESSAGE}
       from chat_messages m left join users u on u.id = m.created_by_id order by m.team_id, m.id desc`,
    );
    const byTeam = new Map(last.map((row) => [row.teamId, toMessage(row)]));
    return rows.map(({ url, ...row }) => ({
      ...row,
      host: new URL(url).host,
      lastMessage: byTeam.get(row.teamId) ?? null,
    }));
  }

  async webhook(teamId: string): Promise<ChatWebhook> {
    const found = (await this.webhooks()).find((each) => each.teamId === teamId);
    if (found === undefined) throw DomainError.notFound('chat_webhook', teamId);
    return found;
  }

  /** Chats that a review is told to: its team's, or without a team those of the teams of its services. */
  async targets(reviewId: string): Promise<ReviewChatResponse['webhooks']> {
    const rows = await select(
      this.dataSource.manager,
      TargetRow,
      `select w.team_id as "teamId", t.name as "teamName", w.url, w.send_on_close as "sendOnClose"
       from chat_webhooks w
       join teams t on t.id = w.team_id
       join review_sessions s on s.id = $1
       where s.team_id = w.team_id or (s.team_id is null and exists (
         select from review_session_services x join services v on v.id = x.service_id
         left join services parent on parent.id = v.parent_id
         where x.review_session_id = s.id and coalesce(v.team_id, parent.team_id) = w.team_id))
       order by t.name, t.id`,
      [reviewId],
    );
    return rows.map(({ url, ...row }) => ({ ...row, host: new URL(url).host }));
  }

  /** What was sent of a review, newest first. */
  async messages(reviewId: string): Promise<ChatMessage[]> {
    const rows = await select(
      this.dataSource.manager,
      MessageRow,
      `select ${MESSAGE} from chat_messages m left join users u on u.id = m.created_by_id
       where m.review_session_id = $1 order by m.id desc limit 50`,
      [reviewId],
    );
    return rows.map(toMessage);
  }

  async message(id: string): Promise<ChatMessage> {
    const [row] = await select(
      this.dataSource.manager,
      MessageRow,
      `select ${MESSAGE} from chat_messages m left join users u on u.id = m.created_by_id where m.id = $1`,
      [id],
    );
    if (row === undefined) throw DomainError.notFound('chat_message', id);
    return toMessage(row);
  }
}

function toMessage({ errorCode, errorDetail, ...row }: z.output<typeof MessageRow>): ChatMessage {
  return { ...row, error: errorCode === null ? null : { code: errorCode, detail: errorDetail ?? '' } };
}
