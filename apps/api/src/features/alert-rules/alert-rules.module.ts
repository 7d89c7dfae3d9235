import { Module } from '@nestjs/common';
import { DetectionModule } from '../detection/detection.module.js';
import { TruncationsModule } from '../truncations/truncations.module.js';
import { AlertRuleCatalogModule } from './alert-rule-catalog.module.js';
import { AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { AlertRuleDetailReadModel } from './alert-rule-detail.read-model.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';
import { AlertRuleListReadModel } from './alert-rule-list.read-model.js';
import { AlertRuleMediansReadModel } from './alert-rule-medians.read-model.js';
import { AlertRuleMetricsReadModel } from './alert-rule-metrics.read-model.js';
import { AlertRuleVerdictsReadModel } from './alert-rule-verdicts.read-model.js';
import { AlertRulesController } from './alert-rules.controller.js';
import { AlertRuleReadModel } from './alert-rules.read-model.js';
import { AlertRuleRepository } from './alert-rules.repository.js';
import { AlertRuleService } from './alert-rules.service.js';

@Module({
  imports: [AlertRuleCatalogModule, DetectionModule, TruncationsModule],
  controllers: [AlertRulesController],
  providers: [
    AlertRuleReadModel,
    AlertRuleCountsReadModel,
    AlertRuleDetailReadModel,
    AlertRuleDirectoryReadModel,
    AlertRuleListReadModel,
    AlertRuleMediansReadModel,
    AlertRuleMetricsReadModel,
    AlertRuleRepository,
    AlertRuleService,
    AlertRuleVerdictsReadModel,
  ],
  exports: [AlertRuleReadModel, AlertRuleListReadModel, AlertRuleMetricsReadModel],
})
export class AlertRulesModule {}
