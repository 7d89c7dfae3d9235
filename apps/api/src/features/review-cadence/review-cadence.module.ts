import { Module } from '@nestjs/common';
import { ReviewCadenceController } from './review-cadence.controller.js';
import { ReviewCadenceReadModel } from './review-cadence.read-model.js';

@Module({ controllers: [ReviewCadenceController], providers: [ReviewCadenceReadModel] })
export class ReviewCadenceModule {}
