import { Injectable } from '@nestjs/common';
import type {
  PatchAlertRuleBody,
  PatchAlertRulesBody,
  PatchAlertRulesResponse,
  RuleFields,
} from '@tenken/shared/alert-rules.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { AlertRuleCatalogRepository } from './alert-rule-catalog.repository.js';
import { AlertRuleRepository } from './alert-rules.repository.js';

/** What people correct about a rule. */
@Injectable()
export class AlertRuleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: AlertRuleRepository,
    private readonly catalog: AlertRuleCatalogRepository,
    private readonly clock: Clock,
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

  /**
   * Changes what is given of many rules, all or none; what a rule says already is no change and no entry of the audit.
   * The values taken away come back in `before`, in the shape that undoes them. Throws `service_not_found`.
   */
  changeMany(actor: Actor, { items }: PatchAlertRulesBody): Promise<PatchAlertRulesResponse> {
    const wanted = new Map(items.map(({ id, set }) => [id, set]));
    return this.dataSource.transaction(async (db) => {
      const services = [...new Set(items.flatMap(({ set }) => set.serviceId ?? []))];
      const [missing] = await this.rules.missingServices(db, services);
      if (missing !== undefined)
        throw DomainError.invalid('serviceId', `there is no service ${missing}`, 'service_not_found');
      const rows = await this.rules.lockMany(db, [...wanted.keys()]);
      const changes = rows.flatMap((before) => {
        const set = wanted.get(before.id) ?? {};
        const fields = (Object.keys(set) as (keyof RuleFields)[]).filter(
          (field) => set[field] !== undefined && set[field] !== before[field],
        );
        if (fields.length === 0) return [];
        const back = Object.fromEntries(fields.map((field) => [field, before[field]]));
        return [{ before, after: { ...before, ...set }, back }];
      });
      if (changes.length > 0) {
        await this.rules.saveMany(
          db,
          changes.map(({ after }) => after),
        );
        for (const { before, after } of changes)
          await this.audit.record(db, {
            actor,
            action: 'changed',
            subjectType: 'alert_rule',
            subjectId: before.id,
            before,
            after,
          });
        await this.live.publish(
          db,
          'alert-rules',
          changes.map(({ before }) => before.id),
        );
      }
      const found = new Set(rows.map((row) => row.id));
      return {
        changed: changes.length,
        unchanged: rows.length - changes.length,
        notFound: [...wanted.keys()].filter((id) => !found.has(id)),
        before: changes.map(({ before, back }) => ({ id: before.id, set: back })),
      };
    });
  }

  /** Says that a rule is not the one it was taken for under another name. Throws `not_found` when there is no rename. */
  async undoRename(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const rename = await this.catalog.findRename(db, id);
      if (rename === null) throw DomainError.notFound('rename', id);
      await this.catalog.undoRename(db, rename.id, rename.fromRuleId, actor.userId, this.clock.now());
      await this.audit.record(db, {
        actor,
        action: 'rename_undone',
        subjectType: 'alert_rule',
        subjectId: id,
        before: { renamedFrom: rename.fromRuleId },
        after: { renamedFrom: null },
      });
      await this.live.publish(db, 'alert-rules', [id, rename.fromRuleId]);
    });
  }
}
