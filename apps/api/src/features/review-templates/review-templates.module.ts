import { Module } from '@nestjs/common';
import { ReviewTemplateController } from './review-templates.controller.js';
import { ReviewTemplateRepository } from './review-templates.repository.js';
import { ReviewTemplateService } from './review-templates.service.js';

@Module({
  controllers: [ReviewTemplateController],
  providers: [ReviewTemplateService, ReviewTemplateRepository],
})
export class ReviewTemplatesModule {}
