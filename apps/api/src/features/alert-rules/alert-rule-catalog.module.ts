import { Module } from '@nestjs/common';
import { AlertRuleCatalogRepository } from './alert-rule-catalog.repository.js';
import { AlertRuleCatalogService } from './alert-rule-catalog.service.js';

/** The write side of what sources say of their rules. */
@Module({
  providers: [AlertRuleCatalogRepository, AlertRuleCatalogService],
  exports: [AlertRuleCatalogRepository, AlertRuleCatalogService],
})
export class AlertRuleCatalogModule {}
