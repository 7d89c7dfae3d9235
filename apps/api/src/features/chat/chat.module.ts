import { Module } from '@nestjs/common';
import { ReviewMinutesModule } from '../review-minutes/review-minutes.module.js';
import { ChatReadModel } from './chat.read-model.js';
import { ChatClientService } from './chat-client.service.js';
import { ChatMessageRepository } from './chat-messages.repository.js';
import { ChatMessageService } from './chat-messages.service.js';
import { ChatRunnerService } from './chat-runner.service.js';
import { ChatWebhookController } from './chat-webhooks.controller.js';
import { ChatWebhookRepository } from './chat-webhooks.repository.js';
import { ChatWebhookService } from './chat-webhooks.service.js';
import { ReviewChatController } from './review-chat.controller.js';

/** Tells the chats of teams what came out of their reviews. */
@Module({
  imports: [ReviewMinutesModule],
  controllers: [ChatWebhookController, ReviewChatController],
  providers: [
    ChatClientService,
    ChatMessageRepository,
    ChatMessageService,
    ChatReadModel,
    ChatRunnerService,
    ChatWebhookRepository,
    ChatWebhookService,
  ],
})
export class ChatModule {}
