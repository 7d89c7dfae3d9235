import type { Type } from '@nestjs/common';
import { ActionItemMetricsModule } from './features/action-item-metrics/action-item-metrics.module.js';
import { ActionItemsModule } from './features/action-items/action-items.module.js';
import { AlertDurationsModule } from './features/alert-durations/alert-durations.module.js';
import { AlertRulesModule } from './features/alert-rules/alert-rules.module.js';
import { AuditModule } from './features/audit/audit.module.js';
import { CatalogModule } from './features/catalog/catalog.module.js';
import { ChangeEventsModule } from './features/change-events/change-events.module.js';
import { ChatModule } from './features/chat/chat.module.js';
import { ClientRequestsModule } from './features/client-requests/client-requests.module.js';
import { ConnectorsModule } from './features/connectors/connectors.module.js';
import { CoverageModule } from './features/coverage/coverage.module.js';
import { CoverageGapsModule } from './features/coverage-gaps/coverage-gaps.module.js';
import { DecisionsModule } from './features/decisions/decisions.module.js';
import { DeliveryModule } from './features/deliveries/delivery.module.js';
import { DetectionModule } from './features/detection/detection.module.js';
import { DurationsModule } from './features/durations/durations.module.js';
import { EpisodeWriteModule } from './features/episodes/episode-write.module.js';
import { EpisodesModule } from './features/episodes/episodes.module.js';
import { HealthModule } from './features/health/health.module.js';
import { HomeModule } from './features/home/home.module.js';
import { IdentityModule } from './features/identity/identity.module.js';
import { ImportModule } from './features/imports/import.module.js';
import { IncidentRatesModule } from './features/incident-rates/incident-rates.module.js';
import { IncidentsModule } from './features/incidents/incidents.module.js';
import { LiveModule } from './features/live/live.module.js';
import { MetricDefinitionsModule } from './features/metric-definitions/metric-definitions.module.js';
import { OnCallLoadModule } from './features/on-call-load/on-call-load.module.js';
import { OpenApiModule } from './features/openapi/openapi.module.js';
import { PostmortemMetricsModule } from './features/postmortem-metrics/postmortem-metrics.module.js';
import { PostmortemsModule } from './features/postmortems/postmortems.module.js';
import { RecurrenceMetricsModule } from './features/recurrence-metrics/recurrence-metrics.module.js';
import { RecurrencesModule } from './features/recurrences/recurrences.module.js';
import { ReplayModule } from './features/replay/replay.module.js';
import { ReportsModule } from './features/reports/reports.module.js';
import { ReviewCadenceModule } from './features/review-cadence/review-cadence.module.js';
import { ReviewMinutesModule } from './features/review-minutes/review-minutes.module.js';
import { ReviewTemplatesModule } from './features/review-templates/review-templates.module.js';
import { ReviewsModule } from './features/reviews/reviews.module.js';
import { SampleDataModule } from './features/sample-data/sample-data.module.js';
import { SavedViewsModule } from './features/saved-views/saved-views.module.js';
import { SchemaDriftModule } from './features/schema-drift/schema-drift.module.js';
import { SettingsModule } from './features/settings/settings.module.js';
import { SilencesModule } from './features/silences/silences.module.js';
import { SourceModule } from './features/sources/source.module.js';
import { TelemetryModule } from './features/telemetry/telemetry.module.js';
import { TrackerIssuesModule } from './features/tracker-issues/tracker-issues.module.js';
import { TruncationsModule } from './features/truncations/truncations.module.js';
import { VerdictsModule } from './features/verdicts/verdicts.module.js';

/** The modules of all features, one line each. */
export const features: Type[] = [
  ActionItemMetricsModule,
  ActionItemsModule,
  AlertDurationsModule,
  AlertRulesModule,
  AuditModule,
  CatalogModule,
  ChangeEventsModule,
  ClientRequestsModule,
  ChatModule,
  ConnectorsModule,
  CoverageGapsModule,
  CoverageModule,
  DecisionsModule,
  DeliveryModule,
  DetectionModule,
  DurationsModule,
  EpisodeWriteModule,
  EpisodesModule,
  HealthModule,
  HomeModule,
  IdentityModule,
  ImportModule,
  IncidentRatesModule,
  IncidentsModule,
  LiveModule,
  MetricDefinitionsModule,
  OnCallLoadModule,
  OpenApiModule,
  PostmortemMetricsModule,
  PostmortemsModule,
  RecurrenceMetricsModule,
  RecurrencesModule,
  ReplayModule,
  ReportsModule,
  ReviewMinutesModule,
  ReviewTemplatesModule,
  ReviewCadenceModule,
  ReviewsModule,
  SampleDataModule,
  SavedViewsModule,
  SchemaDriftModule,
  SettingsModule,
  SilencesModule,
  SourceModule,
  TelemetryModule,
  TrackerIssuesModule,
  TruncationsModule,
  VerdictsModule,
];
