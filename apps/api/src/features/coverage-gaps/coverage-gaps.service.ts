import { Injectable } from '@nestjs/common';
import type { CreateCoverageGapBody, PatchCoverageGapBody } from '@tenken/shared/coverage.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { changeCoverageGap } from './change-coverage-gap.js';
import { coverageGapErrors } from './coverage-gap.errors.js';
import { CoverageGapRepository } from './coverage-gaps.repository.js';

export interface CreateCoverageGapInput {
  serviceId: string;
  signal: string;
  incidentId?: string | null | undefined;
  reviewSessionId?: string | null | undefined;
  /** what should have fired */
  expected?: string | undefined;
  owner?: string | null | undefined;
  ownerId?: string | null | undefined;
  /** day, `2026-11-21` */
  dueOn?: string | null | undefined;
}

/** The register of coverage gaps: what nobody would be paged for, until a real firing proves otherwise. */
@Injectable()
export class CoverageGapService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly gaps: CoverageGapRepository,
    private readonly actionItems: ActionItemService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Records a gap; in the caller's transaction when `db` is given. Throws `invalid` for unknown service or incident. */
  async create(actor: Actor, input: CreateCoverageGapInput, db?: Queryable): Promise<{ id: string }> {
    if (db === undefined) return this.dataSource.transaction((manager) => this.create(actor, input, manager));
    if (!(await this.gaps.exists(db, 'services', input.serviceId)))
      throw coverageGapErrors.noSuchService(input.serviceId);
    if (input.incidentId && !(await this.gaps.exists(db, 'incidents', input.incidentId)))
      throw coverageGapErrors.noSuchIncident(input.incidentId);
    const gap = await this.gaps.insert(db, {
      serviceId: input.serviceId,
      signal: input.signal,
      incidentId: input.incidentId ?? null,
      reviewSessionId: input.reviewSessionId ?? null,
      expected: input.expected ?? '',
      owner: input.owner ?? null,
      ownerId: input.ownerId ?? null,
      dueOn: input.dueOn ?? null,
      createdById: actor.userId,
    });
    await this.audit.record(db, {
      actor,
      action: 'created',
      subjectType: 'coverage_gap',
      subjectId: gap.id,
      after: gap,
    });
    await this.live.publish(db, 'coverage-gaps', [gap.id]);
    return { id: gap.id };
  }

  /** As `create`, and on request with an action item of type `detect` that has the same owner and due date. */
  createWithAction(actor: Actor, body: CreateCoverageGapBody): Promise<{ id: string }> {
    const { createActionItem, actionItemTitle, ...input } = body;
    return this.dataSource.transaction(async (db) => {
      const gap = await this.create(actor, input, db);
      if (createActionItem) {
        const item = await this.actionItems.create(
          actor,
          {
            title: actionItemTitle ?? `Close the coverage gap: ${body.expected || body.signal}`,
            type: 'detect',
            ...(body.owner === undefined ? {} : { owner: body.owner }),
            ...(body.ownerId === undefined ? {} : { ownerId: body.ownerId }),
            ...(body.dueOn === undefined ? {} : { dueOn: body.dueOn }),
            ...(body.incidentId === undefined ? {} : { incidentId: body.incidentId }),
          },
          db,
        );
        const row = await this.gaps.lock(db, gap.id);
        await this.gaps.save(db, { ...row!, actionItemId: item.id });
      }
      return gap;
    });
  }

  /** Changes a gap. Throws `not_found`, `stale`, and `invalid` when the new state lacks what it needs. */
  async change(actor: Actor, id: string, body: PatchCoverageGapBody): Promise<void> {
    const { rowVersion, ...patch } = body;
    await this.dataSource.transaction(async (db) => {
      const before = await this.gaps.lock(db, id);
      if (before === null) throw coverageGapErrors.notFound(id);
      if (before.rowVersion !== rowVersion) throw coverageGapErrors.stale(id);
      if (patch.closingAlertRuleId && !(await this.gaps.exists(db, 'alert_rules', patch.closingAlertRuleId)))
        throw coverageGapErrors.noSuchRule(patch.closingAlertRuleId);
      const now = this.clock.now();
      const timeZone = await this.gaps.timeZoneOf(db, before.serviceId);
      const after = changeCoverageGap(before, patch, now, localDayOf(now, timeZone));
      await this.gaps.save(db, after);
      await this.audit.record(db, {
        actor,
        action: 'changed',
        subjectType: 'coverage_gap',
        subjectId: id,
        before,
        after,
      });
      await this.live.publish(db, 'coverage-gaps', [id]);
    });
  }

  /** Lets the next real firing of each closing rule prove its gap; cheap when there is nothing to do. */
  async settleProofs(): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const ids = await this.gaps.settleProofs(db);
      if (ids.length === 0) return;
      await this.live.publish(db, 'coverage-gaps', ids);
    });
  }
}
