import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import {
  ChatWebhookSchema,
  ChatWebhooksResponse,
  PutChatWebhookBody,
  TestChatWebhookBody,
  TestChatWebhookResponse,
} from '@tenken/shared/chat.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { ChatReadModel } from './chat.read-model.js';
import { ChatWebhookService } from './chat-webhooks.service.js';

type Webhook = ChatWebhooksResponse['items'][number];

/** Where the chats of teams are. */
@Controller('api/v1/chat-webhooks')
export class ChatWebhookController {
  constructor(
    private readonly webhooks: ChatWebhookService,
    private readonly readModel: ChatReadModel,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ChatWebhooksResponse })
  async list(): Promise<ChatWebhooksResponse> {
    return { items: await this.readModel.webhooks() };
  }

  /** Adds or changes the chat of a team. */
  @Put(':teamId')
  @RequirePermission('admin')
  @SerializeOptions({ schema: ChatWebhookSchema })
  async put(
    @CurrentActor() actor: Actor,
    @Param('teamId', { schema: RowId }) teamId: string,
    @Body({ schema: PutChatWebhookBody }) body: PutChatWebhookBody,
  ): Promise<Webhook> {
    await this.webhooks.put(actor, teamId, body);
    return this.readModel.webhook(teamId);
  }

  /** Sends one line and keeps nothing. */
  @Post(':teamId/test')
  @HttpCode(200)
  @RequirePermission('admin')
  @SerializeOptions({ schema: TestChatWebhookResponse })
  test(
    @Param('teamId', { schema: RowId }) teamId: string,
    @Body({ schema: TestChatWebhookBody }) body: TestChatWebhookBody,
  ): Promise<TestChatWebhookResponse> {
    return this.webhooks.test(teamId, body);
  }

  @Delete(':teamId')
  @HttpCode(204)
  @RequirePermission('admin')
  async delete(
    @CurrentActor() actor: Actor,
    @Param('teamId', { schema: RowId }) teamId: string,
  ): Promise<void> {
    await this.webhooks.delete(actor, teamId);
  }
}
