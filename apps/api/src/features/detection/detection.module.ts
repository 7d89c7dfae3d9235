import { Module } from '@nestjs/common';
import { DetectionReadModel } from './detection.read-model.js';

@Module({ providers: [DetectionReadModel], exports: [DetectionReadModel] })
export class DetectionModule {}
