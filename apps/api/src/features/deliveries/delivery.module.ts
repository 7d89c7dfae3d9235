import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { AlertRuleCatalogModule } from '../alert-rules/alert-rule-catalog.module.js';
import { ChangeEventsModule } from '../change-events/change-events.module.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';
import { SchemaDriftModule } from '../schema-drift/schema-drift.module.js';
import { SilencesModule } from '../silences/silences.module.js';
import { SourceModule } from '../sources/source.module.js';
import { TruncationsModule } from '../truncations/truncations.module.js';
import { AlertmanagerReceiverController } from './alertmanager-receiver.controller.js';
import { SenderIdentityService } from './credentials/sender-identity.service.js';
import { SnsSubscriptionService } from './credentials/sns-subscription.service.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryReadModel } from './delivery.read-model.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryBatchService } from './delivery-batch.service.js';
import { DeliveryProcessingService } from './delivery-processing.service.js';
import { DeliveryReadingService } from './delivery-reading.service.js';
import { DeliveryWorkerService } from './delivery-worker.service.js';
import { DirectIntakeService } from './direct-intake.service.js';
import { InboxService } from './inbox.service.js';
import { IngestController } from './ingest.controller.js';
import { IngestService } from './ingest.service.js';
import { IntakePressureService } from './intake-pressure.service.js';
import { KnownSenderService } from './known-sender.service.js';
import { MappingTrialController } from './mapping-trial.controller.js';
import { MappingTrialReadModel } from './mapping-trial.read-model.js';
import { MappingTrialService } from './mapping-trial.service.js';
import { MonthPartitionRepository } from './month-partition.repository.js';
import { PagerdutyReceiverController } from './pagerduty-receiver.controller.js';
import { PartitionService } from './partition.service.js';
import { RepeatedDeliveryRepository } from './repeated-delivery.repository.js';
import { RetentionService } from './retention.service.js';

@Module({
  imports: [
    ActionItemsModule,
    AlertRuleCatalogModule,
    ChangeEventsModule,
    EpisodeWriteModule,
    SchemaDriftModule,
    SilencesModule,
    SourceModule,
    TruncationsModule,
  ],
  controllers: [
    IngestController,
    AlertmanagerReceiverController,
    PagerdutyReceiverController,
    DeliveryController,
    MappingTrialController,
  ],
  providers: [
    DeliveryBatchService,
    DeliveryProcessingService,
    DeliveryReadModel,
    DeliveryReadingService,
    DeliveryRepository,
    DeliveryService,
    DeliveryWorkerService,
    DirectIntakeService,
    InboxService,
    IngestService,
    IntakePressureService,
    MappingTrialReadModel,
    MappingTrialService,
    KnownSenderService,
    MonthPartitionRepository,
    PartitionService,
    RepeatedDeliveryRepository,
    RetentionService,
    SenderIdentityService,
    SnsSubscriptionService,
  ],
  exports: [DeliveryReadingService, DeliveryWorkerService, IntakePressureService],
})
export class DeliveryModule {}
