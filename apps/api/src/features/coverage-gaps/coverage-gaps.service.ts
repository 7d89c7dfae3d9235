import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
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
    private readonly audit: AuditService,
    private readonly live: LiveService,
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
}
