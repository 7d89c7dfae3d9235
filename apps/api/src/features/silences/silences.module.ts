import { Module } from '@nestjs/common';
import { SilenceReadModel } from './silence.read-model.js';
import { SilenceService } from './silence.service.js';

@Module({ providers: [SilenceReadModel, SilenceService], exports: [SilenceReadModel, SilenceService] })
export class SilencesModule {}
