import { Module } from '@nestjs/common';
import { ChangeEventService } from './change-event.service.js';

@Module({ providers: [ChangeEventService], exports: [ChangeEventService] })
export class ChangeEventsModule {}
