import { Injectable } from '@nestjs/common';
import type { PatchAlertRuleBody } from '@tenken/shared/alert-rules.contract';
import { DataSource } from 'typeorm';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { AlertRuleRepository } from './alert-rules.repository.js';

/** What people correct about a rule. */
@Injectable()
export class AlertRuleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: AlertRuleRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
  ) {}

  /** Changes what is given; null takes a value away, and for the signal brings the guess back. */
  async change(actor: Actor, id: string, patch: PatchAlertRuleBody): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const before = await this.rules.lock(db, id);
      if (before === null) throw DomainError.notFound('alert_rule', id);
      if (patch.serviceId && !(await this.rules.serviceExists(db, patch.serviceId)))
        throw DomainError.invalid('serviceId', `there is no service ${patch.serviceId}`, 'service_not_found');
      const { signal, ...fields } = patch;
      const after = {
        ...before,
        ...fields,
        ...(signal === undefined
          ? {}
          : { signal, signalOrigin: signal === null ? null : ('human' as const) }),
      };
      await this.rules.save(db, after);
      await this.audit.record(db, {
        actor,
        action: 'changed',
        subjectType: 'alert_rule',
        subjectId: id,
        before,
        after,
      });
      await this.live.publish(db, 'alert-rules', [id]);
    });
  }
}
