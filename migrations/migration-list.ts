import { CreateIdentity1795000000000 } from './1795000000000-create-identity.js';
import { CreateCatalog1795000100000 } from './1795000100000-create-catalog.js';
import { CreateSourcesAndDeliveries1795000200000 } from './1795000200000-create-sources-and-deliveries.js';
import { CreateAlertRulesAndEpisodes1795000300000 } from './1795000300000-create-alert-rules-and-episodes.js';
import { CreateIncidents1795000400000 } from './1795000400000-create-incidents.js';
import { CreateActionItems1795000500000 } from './1795000500000-create-action-items.js';
import { CreateAlertReviews1795000600000 } from './1795000600000-create-alert-reviews.js';
import { CreateImportJobs1795000700000 } from './1795000700000-create-import-jobs.js';
import { CreateSilencesAndChangeEvents1795100000000 } from './1795100000000-create-silences-and-change-events.js';
import { CreateEpisodeEvents1795100100000 } from './1795100100000-create-episode-events.js';
import { AddRuleVariantsAndRenames1795100110000 } from './1795100110000-add-rule-variants-and-renames.js';
import { CreateTruncations1795100120000 } from './1795100120000-create-truncations.js';
import { AddSecretsInOverlapAndRepeatedDeliveries1795100200000 } from './1795100200000-add-secrets-in-overlap-and-repeated-deliveries.js';
import { CreateConnectors1795100300000 } from './1795100300000-create-connectors.js';
import { MapImportColumns1795100400000 } from './1795100400000-map-import-columns.js';
import { CreateSourceSchemas1795100500000 } from './1795100500000-create-source-schemas.js';
import { StoreRecurrenceSuggestions1795200100000 } from './1795200100000-store-recurrence-suggestions.js';
import { IndexConfirmedRecurrences1795200110000 } from './1795200110000-index-confirmed-recurrences.js';
import { AddActionItemDeadlines1795200200000 } from './1795200200000-add-action-item-deadlines.js';
import { CreatePostmortemRequirements1795200300000 } from './1795200300000-create-postmortem-requirements.js';
import { CreateBusinessDays1795200310000 } from './1795200310000-create-business-days.js';
import { KeepPostmortemRequired1795200320000 } from './1795200320000-keep-postmortem-required.js';
import { MakeBusinessDaysStrict1795200330000 } from './1795200330000-make-business-days-strict.js';
import { KeepPostmortemWaiting1795200340000 } from './1795200340000-keep-postmortem-waiting.js';
import { CreateReports1795200400000 } from './1795200400000-create-reports.js';
import { CreateSavedViews1795200500000 } from './1795200500000-create-saved-views.js';
import { CreateAnalyticsViews1795200600000 } from './1795200600000-create-analytics-views.js';
import { CreateAnalyticsAlertViews1795200610000 } from './1795200610000-create-analytics-alert-views.js';
import { IndexIncidentCohorts1795200700000 } from './1795200700000-index-incident-cohorts.js';
import { ExtendReviewSessions1795300000000 } from './1795300000000-extend-review-sessions.js';
import { FollowDecisionsUp1795300100000 } from './1795300100000-follow-decisions-up.js';
import { IndexLongEpisodes1795300200000 } from './1795300200000-index-long-episodes.js';
import { CreateChatAndTrackerIssues1795300300000 } from './1795300300000-create-chat-and-tracker-issues.js';
import { CreateWeeklyRollups1795300600000 } from './1795300600000-create-weekly-rollups.js';
import { CoverEdgesOfRanges1795300610000 } from './1795300610000-cover-edges-of-ranges.js';
import { CountEpisodeDays1795400200000 } from './1795400200000-count-episode-days.js';
import { OrderWeeklyRollups1795400210000 } from './1795400210000-order-weekly-rollups.js';
import { KeepServiceDurations1795400220000 } from './1795400220000-keep-service-durations.js';
import { KeepDeletedReviewTemplates1795500100000 } from './1795500100000-keep-deleted-review-templates.js';

/** Every migration, oldest first. Listed by hand: what runs is what a reviewer saw. */
export const migrations = [
  CreateIdentity1795000000000,
  CreateCatalog1795000100000,
  CreateSourcesAndDeliveries1795000200000,
  CreateAlertRulesAndEpisodes1795000300000,
  CreateIncidents1795000400000,
  CreateActionItems1795000500000,
  CreateAlertReviews1795000600000,
  CreateImportJobs1795000700000,
  CreateSilencesAndChangeEvents1795100000000,
  CreateEpisodeEvents1795100100000,
  AddRuleVariantsAndRenames1795100110000,
  CreateTruncations1795100120000,
  AddSecretsInOverlapAndRepeatedDeliveries1795100200000,
  CreateConnectors1795100300000,
  MapImportColumns1795100400000,
  CreateSourceSchemas1795100500000,
  StoreRecurrenceSuggestions1795200100000,
  IndexConfirmedRecurrences1795200110000,
  AddActionItemDeadlines1795200200000,
  CreatePostmortemRequirements1795200300000,
  CreateBusinessDays1795200310000,
  KeepPostmortemRequired1795200320000,
  MakeBusinessDaysStrict1795200330000,
  KeepPostmortemWaiting1795200340000,
  CreateReports1795200400000,
  CreateSavedViews1795200500000,
  CreateAnalyticsViews1795200600000,
  CreateAnalyticsAlertViews1795200610000,
  IndexIncidentCohorts1795200700000,
  ExtendReviewSessions1795300000000,
  FollowDecisionsUp1795300100000,
  IndexLongEpisodes1795300200000,
  CreateChatAndTrackerIssues1795300300000,
  CreateWeeklyRollups1795300600000,
  CoverEdgesOfRanges1795300610000,
  CountEpisodeDays1795400200000,
  OrderWeeklyRollups1795400210000,
  KeepServiceDurations1795400220000,
  KeepDeletedReviewTemplates1795500100000,
];
