import { appJa } from '../app/app.ja.js';
import { trendsJa } from '../app/trends.ja.js';
import { chartsJa } from '../charts/charts.ja.js';
import { actionItemMetricsJa } from '../features/action-item-metrics/actionItemMetrics.ja.js';
import { actionItemsJa } from '../features/action-items/actionItems.ja.js';
import { alertDurationsJa } from '../features/alert-durations/alertDurations.ja.js';
import { auditJa } from '../features/audit/audit.ja.js';
import { catalogJa } from '../features/catalog/catalog.ja.js';
import { chatJa } from '../features/chat/chat.ja.js';
import { connectorsJa } from '../features/connectors/connectors.ja.js';
import { coverageJa } from '../features/coverage/coverage.ja.js';
import { decisionsJa } from '../features/decisions/decisions.ja.js';
import { deliveriesJa } from '../features/deliveries/deliveries.ja.js';
import { detectionJa } from '../features/detection/detection.ja.js';
import { durationsJa } from '../features/durations/durations.ja.js';
import { episodesJa } from '../features/episodes/episodes.ja.js';
import { homeJa } from '../features/home/home.ja.js';
import { importsJa } from '../features/imports/imports.ja.js';
import { incidentRatesJa } from '../features/incident-rates/incidentRates.ja.js';
import { incidentFormJa } from '../features/incidents/incidentForm.ja.js';
import { incidentPageJa } from '../features/incidents/incidentPage.ja.js';
import { incidentsJa } from '../features/incidents/incidents.ja.js';
/** Every Japanese message. A feature adds one import and one line; a missing key does not compile. */
import { metricFiltersJa } from '../features/metric-filters/metricFilters.ja.js';
import { onCallLoadJa } from '../features/on-call-load/onCallLoad.ja.js';
import { postmortemMetricsJa } from '../features/postmortem-metrics/postmortemMetrics.ja.js';
import { postmortemQueueJa } from '../features/postmortems/postmortemQueue.ja.js';
import { postmortemsJa } from '../features/postmortems/postmortems.ja.js';
import { profileJa } from '../features/profile/profile.ja.js';
import { recurrenceMetricsJa } from '../features/recurrence-metrics/recurrenceMetrics.ja.js';
import { recurrencesJa } from '../features/recurrences/recurrences.ja.js';
import { reportJa } from '../features/reports/report.ja.js';
import { reportFiguresJa } from '../features/reports/reportFigures.ja.js';
import { reportsJa } from '../features/reports/reports.ja.js';
import { reviewCadenceJa } from '../features/review-cadence/reviewCadence.ja.js';
import { reviewRecordJa } from '../features/reviews/reviewRecord.ja.js';
import { reviewRoomJa } from '../features/reviews/reviewRoom.ja.js';
import { reviewSetUpJa } from '../features/reviews/reviewSetUp.ja.js';
import { reviewsJa } from '../features/reviews/reviews.ja.js';
import { ruleEvidenceJa } from '../features/rules/ruleEvidence.ja.js';
import { rulesJa } from '../features/rules/rules.ja.js';
import { savedViewsJa } from '../features/saved-views/savedViews.ja.js';
import { settingsJa } from '../features/settings/settings.ja.js';
import { sourceDriftJa } from '../features/sources/sourceDrift.ja.js';
import { sourceKindsJa } from '../features/sources/sourceKinds.ja.js';
import { sourceMappingsJa } from '../features/sources/sourceMappings.ja.js';
import { sourceSnippetsJa } from '../features/sources/sourceSnippets.ja.js';
import { sourcesJa } from '../features/sources/sources.ja.js';
import { tokensJa } from '../features/tokens/tokens.ja.js';
import { trackerIssuesJa } from '../features/tracker-issues/trackerIssues.ja.js';
import { usersJa } from '../features/users/users.ja.js';
import { whatIfJa } from '../features/what-if/whatIf.ja.js';
import { definitionTitlesJa } from '../ui/definitions.ja.js';
import { definitionsJa } from '../ui/definitionTexts.ja.js';
import { uiJa } from '../ui/ui.ja.js';
import { unreadJa } from '../ui/unread.ja.js';
import type { MessageKey } from './messageKey.js';

export const catalogueJa: Readonly<Record<MessageKey, string>> = {
  ...appJa,
  ...uiJa,
  ...definitionTitlesJa,
  ...definitionsJa,
  ...unreadJa,
  ...connectorsJa,
  ...chatJa,
  ...coverageJa,
  ...decisionsJa,
  ...detectionJa,
  ...episodesJa,
  ...onCallLoadJa,
  ...reviewCadenceJa,
  ...ruleEvidenceJa,
  ...rulesJa,
  ...deliveriesJa,
  ...sourceDriftJa,
  ...sourceKindsJa,
  ...sourceMappingsJa,
  ...sourceSnippetsJa,
  ...sourcesJa,
  ...importsJa,
  ...incidentsJa,
  ...postmortemMetricsJa,
  ...postmortemQueueJa,
  ...postmortemsJa,
  ...actionItemsJa,
  ...recurrencesJa,
  ...incidentPageJa,
  ...incidentFormJa,
  ...auditJa,
  ...catalogJa,
  ...profileJa,
  ...savedViewsJa,
  ...settingsJa,
  ...tokensJa,
  ...trackerIssuesJa,
  ...usersJa,
  ...whatIfJa,
  ...reportJa,
  ...reportFiguresJa,
  ...reportsJa,
  ...reviewRecordJa,
  ...reviewsJa,
  ...reviewRoomJa,
  ...reviewSetUpJa,
  ...homeJa,
  ...trendsJa,
  ...chartsJa,
  ...actionItemMetricsJa,
  ...alertDurationsJa,
  ...durationsJa,
  ...recurrenceMetricsJa,
  ...metricFiltersJa,
  ...incidentRatesJa,
};
