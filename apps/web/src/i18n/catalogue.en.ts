import { appEn } from '../app/app.en.js';
import { trendsEn } from '../app/trends.en.js';
import { chartsEn } from '../charts/charts.en.js';
import { actionItemMetricsEn } from '../features/action-item-metrics/actionItemMetrics.en.js';
import { actionItemsEn } from '../features/action-items/actionItems.en.js';
import { alertDurationsEn } from '../features/alert-durations/alertDurations.en.js';
import { auditEn } from '../features/audit/audit.en.js';
import { catalogEn } from '../features/catalog/catalog.en.js';
import { chatEn } from '../features/chat/chat.en.js';
import { connectorsEn } from '../features/connectors/connectors.en.js';
import { coverageEn } from '../features/coverage/coverage.en.js';
import { decisionsEn } from '../features/decisions/decisions.en.js';
import { deliveriesEn } from '../features/deliveries/deliveries.en.js';
import { detectionEn } from '../features/detection/detection.en.js';
import { durationsEn } from '../features/durations/durations.en.js';
import { episodesEn } from '../features/episodes/episodes.en.js';
import { homeEn } from '../features/home/home.en.js';
import { importsEn } from '../features/imports/imports.en.js';
import { incidentRatesEn } from '../features/incident-rates/incidentRates.en.js';
import { incidentFormEn } from '../features/incidents/incidentForm.en.js';
import { incidentPageEn } from '../features/incidents/incidentPage.en.js';
import { incidentsEn } from '../features/incidents/incidents.en.js';
/** Every English message. A feature adds one import and one line. */
import { metricFiltersEn } from '../features/metric-filters/metricFilters.en.js';
import { onCallLoadEn } from '../features/on-call-load/onCallLoad.en.js';
import { postmortemMetricsEn } from '../features/postmortem-metrics/postmortemMetrics.en.js';
import { postmortemQueueEn } from '../features/postmortems/postmortemQueue.en.js';
import { postmortemsEn } from '../features/postmortems/postmortems.en.js';
import { profileEn } from '../features/profile/profile.en.js';
import { recurrenceMetricsEn } from '../features/recurrence-metrics/recurrenceMetrics.en.js';
import { recurrencesEn } from '../features/recurrences/recurrences.en.js';
import { reportEn } from '../features/reports/report.en.js';
import { reportFiguresEn } from '../features/reports/reportFigures.en.js';
import { reportsEn } from '../features/reports/reports.en.js';
import { reviewCadenceEn } from '../features/review-cadence/reviewCadence.en.js';
import { reviewRecordEn } from '../features/reviews/reviewRecord.en.js';
import { reviewRoomEn } from '../features/reviews/reviewRoom.en.js';
import { reviewSetUpEn } from '../features/reviews/reviewSetUp.en.js';
import { reviewsEn } from '../features/reviews/reviews.en.js';
import { ruleEvidenceEn } from '../features/rules/ruleEvidence.en.js';
import { rulesEn } from '../features/rules/rules.en.js';
import { savedViewsEn } from '../features/saved-views/savedViews.en.js';
import { settingsEn } from '../features/settings/settings.en.js';
import { sourceDriftEn } from '../features/sources/sourceDrift.en.js';
import { sourceKindsEn } from '../features/sources/sourceKinds.en.js';
import { sourceMappingsEn } from '../features/sources/sourceMappings.en.js';
import { sourceSnippetsEn } from '../features/sources/sourceSnippets.en.js';
import { sourcesEn } from '../features/sources/sources.en.js';
import { tokensEn } from '../features/tokens/tokens.en.js';
import { trackerIssuesEn } from '../features/tracker-issues/trackerIssues.en.js';
import { usersEn } from '../features/users/users.en.js';
import { whatIfEn } from '../features/what-if/whatIf.en.js';
import { definitionTitlesEn } from '../ui/definitions.en.js';
import { definitionsEn } from '../ui/definitionTexts.en.js';
import { uiEn } from '../ui/ui.en.js';
import { unreadEn } from '../ui/unread.en.js';

export const catalogueEn = {
  ...appEn,
  ...uiEn,
  ...definitionTitlesEn,
  ...definitionsEn,
  ...unreadEn,
  ...connectorsEn,
  ...chatEn,
  ...coverageEn,
  ...decisionsEn,
  ...detectionEn,
  ...episodesEn,
  ...onCallLoadEn,
  ...reviewCadenceEn,
  ...ruleEvidenceEn,
  ...rulesEn,
  ...deliveriesEn,
  ...sourceDriftEn,
  ...sourceKindsEn,
  ...sourceMappingsEn,
  ...sourceSnippetsEn,
  ...sourcesEn,
  ...importsEn,
  ...incidentsEn,
  ...postmortemMetricsEn,
  ...postmortemQueueEn,
  ...postmortemsEn,
  ...actionItemsEn,
  ...recurrencesEn,
  ...incidentPageEn,
  ...incidentFormEn,
  ...auditEn,
  ...catalogEn,
  ...profileEn,
  ...savedViewsEn,
  ...settingsEn,
  ...tokensEn,
  ...trackerIssuesEn,
  ...usersEn,
  ...whatIfEn,
  ...reportEn,
  ...reportFiguresEn,
  ...reportsEn,
  ...reviewRecordEn,
  ...reviewsEn,
  ...reviewRoomEn,
  ...reviewSetUpEn,
  ...homeEn,
  ...trendsEn,
  ...chartsEn,
  ...actionItemMetricsEn,
  ...alertDurationsEn,
  ...durationsEn,
  ...recurrenceMetricsEn,
  ...metricFiltersEn,
  ...incidentRatesEn,
} as const;
