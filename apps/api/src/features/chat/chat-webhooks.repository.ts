import { Injectable } from '@nestjs/common';
import { ChatFlavor, ChatText } from '@tenken/shared/chat.contract';
import { LanguageSchema } from '@tenken/shared/identity.contract';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

/** A webhook with its address, for the code that sends. The address leaves this feature in no answer and no log. */
const ChatWebhookRecord = z.object({
  teamId: rowId,
  url: z.string(),
  flavor: ChatFlavor,
  language: LanguageSchema,
  sendOnClose: ChatText.nullable(),
});
export type ChatWebhookRecord = z.infer<typeof ChatWebhookRecord>;

@Injectable()
export class ChatWebhookRepository {
  find(db: Queryable, teamId: string): Promise<ChatWebhookRecord | null> {
    return selectOne(
      db,
      ChatWebhookRecord,
      `select team_id as "teamId", url, flavor, language, send_on_close as "sendOnClose"
       from chat_webhooks where team_id = $1`,
      [teamId],
    );
  }

  async teamExists(db: Queryable, teamId: string): Promise<boolean> {
    const row = await selectOne(db, z.object({ id: rowId }), 'select id from teams where id = $1', [teamId]);
    return row !== null;
  }

  /** Reviews that were closed before sending was switched on are not told afterwards. */
  async save(db: Queryable, webhook: ChatWebhookRecord, now: Date): Promise<void> {
    await db.query(
      `insert into chat_webhooks as w (team_id, url, flavor, language, send_on_close, send_on_close_since, created_at,
         updated_at)
       values ($1, $2, $3, $4, $5, case when $5::text is not null then $6::timestamptz end, $6, $6)
       on conflict (team_id) do update set url = excluded.url, flavor = excluded.flavor, language = excluded.language,
         send_on_close = excluded.send_on_close, updated_at = excluded.updated_at,
         send_on_close_since = case when excluded.send_on_close is not null
           then coalesce(w.send_on_close_since, excluded.send_on_close_since) end`,
      [webhook.teamId, webhook.url, webhook.flavor, webhook.language, webhook.sendOnClose, now],
    );
  }

  async delete(db: Queryable, teamId: string): Promise<void> {
    await db.query('delete from chat_webhooks where team_id = $1', [teamId]);
  }
}
