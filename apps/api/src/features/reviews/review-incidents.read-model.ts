import { Injectable } from '@nestjs/common';
import type { DetectionLedgerRow } from '@tenken/shared/detection.contract';
import type { IncidentEvidence } from '@tenken/shared/review-agenda.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { DetectionLedgerReadModel } from '../detection/detection-ledger.read-model.js';

const ResolvedRow = z.object({ id: rowId, resolved_at: rowInstant.nullable() });
/** The most that the ledger gives at once. */
const PAGE = 500;

interface IncidentFilter {
  /** null: all */
  serviceIds: readonly string[] | null;
  from: Date;
  to: Date;
}

/**
 * Incidents and the first alert that told of them, as the detection ledger has them with links that nobody has confirmed
 * yet counted in: a meeting starts from what is likely, and confirms it.
 */
@Injectable()
export class ReviewIncidentsReadModel {
  constructor(private readonly detection: DetectionLedgerReadModel) {}

  /** The gravest first, the newest of them first. */
  async find(db: Queryable, filter: IncidentFilter): Promise<IncidentEvidence[]> {
    const rows: DetectionLedgerRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.detection.ledger(
        {
          from: filter.from.toISOString(),
          to: filter.to.toISOString(),
          timeZone: 'UTC',
          service: filter.serviceIds === null ? undefined : [...filter.serviceIds],
          limit: PAGE,
          cursor,
        },
        db,
      );
      rows.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const resolved = await this.findResolved(
      db,
      rows.map((row) => row.incidentId),
    );
    return rows
      .map((row) => toEvidence(row, resolved.get(row.incidentId) ?? null))
      .sort((a, b) => (a.severity ?? '~').localeCompare(b.severity ?? '~'));
  }

  private async findResolved(db: Queryable, ids: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await select(
      db,
      ResolvedRow,
      'select id, resolved_at from incidents where id = any ($1::bigint[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.resolved_at]));
  }
}

function toEvidence(row: DetectionLedgerRow, resolvedAt: string | null): IncidentEvidence {
  const first = row.proposedAlert;
  return {
    incidentId: row.incidentId,
    title: row.title,
    severity: row.severity,
    startedAt: row.startedAt,
    detectedAt: row.detectedAt,
    resolvedAt,
    detectionSource: row.detectionSource,
    services: row.services,
    detection: row.proposedOutcome,
    firstAlert: first && {
      alertRuleId: first.alertRuleId,
      ruleName: first.ruleName,
      startsAt: first.startsAt,
      status: first.episodeId === row.firstAlert?.episodeId ? 'confirmed' : 'suggested',
      lagSeconds: first.lagSeconds,
    },
    confirmedLinks: row.confirmedLinks,
    suggestedLinks: row.proposedLinks,
  };
}
