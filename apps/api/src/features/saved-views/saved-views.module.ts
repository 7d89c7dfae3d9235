import { Module } from '@nestjs/common';
import { SavedViewController } from './saved-views.controller.js';
import { SavedViewReadModel } from './saved-views.read-model.js';
import { SavedViewRepository } from './saved-views.repository.js';
import { SavedViewService } from './saved-views.service.js';

@Module({
  controllers: [SavedViewController],
  providers: [SavedViewService, SavedViewReadModel, SavedViewRepository],
})
export class SavedViewsModule {}
