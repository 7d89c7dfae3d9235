import { Module } from '@nestjs/common';
import { SilenceService } from './silence.service.js';

@Module({ providers: [SilenceService], exports: [SilenceService] })
export class SilencesModule {}
