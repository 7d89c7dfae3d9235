import { Global, Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { CatalogService } from './catalog.service.js';
import { HolidayController } from './holiday.controller.js';
import { HolidayRepository } from './holiday.repository.js';
import { HolidayService } from './holiday.service.js';
import { ServiceController } from './service.controller.js';
import { ServiceRepository } from './service.repository.js';
import { ServiceService } from './service.service.js';
import { TeamController } from './team.controller.js';
import { TeamRepository } from './team.repository.js';
import { TeamService } from './team.service.js';

@Global()
@Module({
  imports: [LiveModule],
  controllers: [TeamController, ServiceController, HolidayController],
  providers: [
    CatalogService,
    HolidayRepository,
    HolidayService,
    ServiceRepository,
    ServiceService,
    TeamRepository,
    TeamService,
  ],
  exports: [CatalogService, HolidayService, ServiceService, TeamService],
})
export class CatalogModule {}
