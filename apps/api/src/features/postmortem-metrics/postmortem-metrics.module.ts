import { Module } from '@nestjs/common';
import { PostmortemsModule } from '../postmortems/postmortems.module.js';
import { PostmortemMetricsController } from './postmortem-metrics.controller.js';
import { PostmortemMetricsService } from './postmortem-metrics.service.js';

@Module({
  imports: [PostmortemsModule],
  controllers: [PostmortemMetricsController],
  providers: [PostmortemMetricsService],
  exports: [PostmortemMetricsService],
})
export class PostmortemMetricsModule {}
