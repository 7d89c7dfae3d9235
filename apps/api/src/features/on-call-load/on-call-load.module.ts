import { Module } from '@nestjs/common';
import { AlertRuleVerdictsReadModel } from '../alert-rules/alert-rule-verdicts.read-model.js';
import { EpisodeDaysReadModel } from '../episodes/episode-days.read-model.js';
import { LoadCountsReadModel } from './load-counts.read-model.js';
import { LoadRowsController } from './load-rows.controller.js';
import { LoadRowsReadModel } from './load-rows.read-model.js';
import { NoiseExposureReadModel } from './noise-exposure.read-model.js';
import { NoiseExposureService } from './noise-exposure.service.js';
import { OnCallLoadController } from './on-call-load.controller.js';
import { OnCallLoadService } from './on-call-load.service.js';
import { RotationReadModel } from './rotations.read-model.js';

@Module({
  controllers: [OnCallLoadController, LoadRowsController],
  providers: [
    AlertRuleVerdictsReadModel,
    EpisodeDaysReadModel,
    LoadCountsReadModel,
    LoadRowsReadModel,
    NoiseExposureReadModel,
    NoiseExposureService,
    OnCallLoadService,
    RotationReadModel,
  ],
})
export class OnCallLoadModule {}
