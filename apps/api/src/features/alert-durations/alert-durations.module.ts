import { Module } from '@nestjs/common';
import { ServiceDurationReadModel } from '../episodes/service-durations.read-model.js';
import { AlertDurationsController } from './alert-durations.controller.js';
import { AlertDurationReadModel } from './alert-durations.read-model.js';

@Module({
  controllers: [AlertDurationsController],
  providers: [AlertDurationReadModel, ServiceDurationReadModel],
})
export class AlertDurationsModule {}
