import { Module } from '@nestjs/common';
import { IncidentCountReadModel } from './incident-counts.read-model.js';
import { IncidentRateController } from './incident-rates.controller.js';
import { IncidentRateService } from './incident-rates.service.js';

@Module({
  controllers: [IncidentRateController],
  providers: [IncidentCountReadModel, IncidentRateService],
  exports: [IncidentRateService],
})
export class IncidentRatesModule {}
