import { Global, Module } from '@nestjs/common';
import { KeptAnswerService } from './kept-answer.service.js';
import { LiveController } from './live.controller.js';
import { LiveService } from './live.service.js';

@Global()
@Module({
  controllers: [LiveController],
  providers: [KeptAnswerService, LiveService],
  exports: [KeptAnswerService, LiveService],
})
export class LiveModule {}
