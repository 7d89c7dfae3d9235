import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import {
  type ChatMessage,
  ChatMessageSchema,
  ReviewChatResponse,
  SendChatBody,
} from '@tenken/shared/chat.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ChatReadModel } from './chat.read-model.js';
import { ChatMessageService } from './chat-messages.service.js';

/** What of a review goes to a chat. */
@Controller('api/v1/reviews')
export class ReviewChatController {
  constructor(
    private readonly messages: ChatMessageService,
    private readonly readModel: ChatReadModel,
  ) {}

  @Get(':id/chat')
  @RequirePermission('read')
  @SerializeOptions({ schema: ReviewChatResponse })
  async get(@Param('id', { schema: idParam }) id: string): Promise<ReviewChatResponse> {
    return { webhooks: await this.readModel.targets(id), messages: await this.readModel.messages(id) };
  }

  /** Sends summary or minutes to the chat of the team, and says how it went. */
  @Post(':id/chat')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: ChatMessageSchema })
  send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: SendChatBody }) body: SendChatBody,
  ): Promise<ChatMessage> {
    return this.messages.send(actor, id, body);
  }
}
