import { Module } from '@nestjs/common';
import { DetectionModule } from '../detection/detection.module.js';
import { AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';
import { AlertRuleMediansReadModel } from './alert-rule-medians.read-model.js';
import { AlertRuleVerdictsReadModel } from './alert-rule-verdicts.read-model.js';
import { AlertRuleReadModel } from './alert-rules.read-model.js';

@Module({
  imports: [DetectionModule],
  providers: [
    AlertRuleReadModel,
    AlertRuleCountsReadModel,
    AlertRuleDirectoryReadModel,
    AlertRuleMediansReadModel,
    AlertRuleVerdictsReadModel,
  ],
  exports: [AlertRuleReadModel],
})
export class AlertRulesModule {}
