import type { Type } from '@nestjs/common';
import { AlertRulesModule } from './features/alert-rules/alert-rules.module.js';
import { AuditModule } from './features/audit/audit.module.js';
import { CatalogModule } from './features/catalog/catalog.module.js';
import { CoverageGapsModule } from './features/coverage-gaps/coverage-gaps.module.js';
import { DetectionModule } from './features/detection/detection.module.js';
import { HealthModule } from './features/health/health.module.js';
import { IdentityModule } from './features/identity/identity.module.js';
import { LiveModule } from './features/live/live.module.js';
import { VerdictsModule } from './features/verdicts/verdicts.module.js';

/** The modules of all features, one line each. */
export const features: Type[] = [
  AlertRulesModule,
  AuditModule,
  CatalogModule,
  CoverageGapsModule,
  DetectionModule,
  HealthModule,
  IdentityModule,
  LiveModule,
  VerdictsModule,
];
