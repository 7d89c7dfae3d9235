import { Module } from '@nestjs/common';
import { DeliveryModule } from '../deliveries/delivery.module.js';
import { TelemetryController } from './telemetry.controller.js';
import { TelemetryRepository } from './telemetry.repository.js';
import { TelemetryService } from './telemetry.service.js';

@Module({
  imports: [DeliveryModule],
  controllers: [TelemetryController],
  providers: [TelemetryRepository, TelemetryService],
})
export class TelemetryModule {}
