import { Module } from '@nestjs/common';
import { DetectionModule } from '../detection/detection.module.js';
import { SilencesModule } from '../silences/silences.module.js';
import { TruncationsModule } from '../truncations/truncations.module.js';
import { AlertRuleBehaviourReadModel } from './alert-rule-behaviour.read-model.js';
import { AlertRuleCatalogModule } from './alert-rule-catalog.module.js';
import { AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { AlertRuleDetailReadModel } from './alert-rule-detail.read-model.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';
import { AlertRuleFacetsReadModel } from './alert-rule-facets.read-model.js';
import { AlertRuleFlappingReadModel } from './alert-rule-flapping.read-model.js';
import { AlertRuleHistoryReadModel } from './alert-rule-history.read-model.js';
import { AlertRuleHygieneReadModel } from './alert-rule-hygiene.read-model.js';
import { AlertRuleListReadModel } from './alert-rule-list.read-model.js';
import { AlertRuleMediansReadModel } from './alert-rule-medians.read-model.js';
import { AlertRuleMetricsReadModel } from './alert-rule-metrics.read-model.js';
import { AlertRuleSilencesReadModel } from './alert-rule-silences.read-model.js';
import { AlertRuleTogetherReadModel } from './alert-rule-together.read-model.js';
import { AlertRuleTotalReadModel } from './alert-rule-total.read-model.js';
import { AlertRuleVerdictsReadModel } from './alert-rule-verdicts.read-model.js';
import { AlertRulesController } from './alert-rules.controller.js';
import { AlertRuleReadModel } from './alert-rules.read-model.js';
import { AlertRuleRepository } from './alert-rules.repository.js';
import { AlertRuleService } from './alert-rules.service.js';
import { RuleEvidenceController } from './rule-evidence.controller.js';

@Module({
  imports: [AlertRuleCatalogModule, DetectionModule, SilencesModule, TruncationsModule],
  controllers: [AlertRulesController, RuleEvidenceController],
  providers: [
    AlertRuleReadModel,
    AlertRuleBehaviourReadModel,
    AlertRuleCountsReadModel,
    AlertRuleDetailReadModel,
    AlertRuleDirectoryReadModel,
    AlertRuleFacetsReadModel,
    AlertRuleFlappingReadModel,
    AlertRuleHistoryReadModel,
    AlertRuleHygieneReadModel,
    AlertRuleListReadModel,
    AlertRuleMediansReadModel,
    AlertRuleMetricsReadModel,
    AlertRuleRepository,
    AlertRuleService,
    AlertRuleSilencesReadModel,
    AlertRuleTogetherReadModel,
    AlertRuleTotalReadModel,
    AlertRuleVerdictsReadModel,
  ],
  exports: [AlertRuleReadModel, AlertRuleListReadModel, AlertRuleMetricsReadModel],
})
export class AlertRulesModule {}
