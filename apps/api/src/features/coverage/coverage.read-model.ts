import { Injectable } from '@nestjs/common';
import type { AlertRuleItem } from '@tenken/shared/alert-rules.contract';
import {
  CELL_STATES,
  type CellState,
  type CoverageCell,
  type CoverageCellsQuery,
  type CoverageCellsResponse,
  type CoverageGap,
  type CoverageQuery,
  type CoverageResponse,
} from '@tenken/shared/coverage.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { SIGNALS } from '@tenken/shared/signals';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowId, select } from '../../database/select.js';
import { AlertRuleListReadModel } from '../alert-rules/alert-rule-list.read-model.js';
import { CoverageGapReadModel } from '../coverage-gaps/coverage-gaps.read-model.js';
import { CoverageGapService } from '../coverage-gaps/coverage-gaps.service.js';
import { DetectionReadModel } from '../detection/detection.read-model.js';
import { judgeCell } from './judge-cell.js';

/** The matrix reads the whole register; a register longer than this is cut, the most urgent gaps stay. */
const MAX_GAPS = 10_000;

const Offset = z.number().int().min(0);
const ServiceRow = z.object({ id: rowId, name: z.string(), parentId: rowId.nullable() });

type Proofs = Map<string, { alertRuleId: string; incidentId: string; title: string; at: string }>;

/** Which failures nobody would be paged for (METRICS.md section 7). */
@Injectable()
export class CoverageReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: AlertRuleListReadModel,
    private readonly gaps: CoverageGapReadModel,
    private readonly gapService: CoverageGapService,
    private readonly detection: DetectionReadModel,
  ) {}

  async matrix(query: CoverageQuery): Promise<CoverageResponse> {
    const db = this.dataSource.manager;
    await this.gapService.settleProofs();
    const services = await select(
      db,
      ServiceRow,
      `select s.id, s.name, s.parent_id as "parentId"
       from services s
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       where s.archived_at is null
         and ($1::text[] is null or s.id::text = any ($1) or s.key = any ($1) or s.name = any ($1))
         and ($2::text[] is null or t.id::text = any ($2) or t.key = any ($2) or t.name = any ($2))
       order by coalesce(parent.name, s.name), s.parent_id nulls first, s.name, s.id`,
      [query.service ?? null, query.team ?? null],
    );
    const rules = await this.rules.rules(db, {
      services: query.service,
      teams: query.team,
      withoutDefects: true,
    });
    const { items: gaps } = await this.gaps.list({ ...query, limit: MAX_GAPS });
    const proofs = await this.detection.proofs(
      db,
      rules.map((rule) => rule.id),
    );
    const signals = listSignals(rules, gaps);
    // Looked up for each cell, thousands of rules would be gone through thousands of times.
    const rulesOf = byCell(rules);
    const gapsOf = byCell(gaps);
    const counts = Object.fromEntries(CELL_STATES.map((state) => [state, 0])) as Record<CellState, number>;
    const rows = services.map((service) => ({
      ...service,
      cells: signals.map((signal) => {
        const cell = makeCell(
          signal,
          rulesOf.get(`${service.id} ${signal}`) ?? [],
          gapsOf.get(`${service.id} ${signal}`) ?? [],
          proofs,
        );
        counts[cell.state] += 1;
        return cell;
      }),
    }));
    return {
      definition: metricDefinition('coverage'),
      signals,
      services: rows,
      unmapped: rules
        .filter((rule) => rule.serviceId === null || rule.signal === null)
        .map(({ id, name, serviceId, serviceName }) => ({ id, name, serviceId, serviceName })),
      counts,
    };
  }

  /** The cells of these states, by service and signal: as many as the matrix counts. */
  async cells({ state, limit, cursor, ...scope }: CoverageCellsQuery): Promise<CoverageCellsResponse> {
    const offset = decodeCursor(Offset, cursor) ?? 0;
    const { services } = await this.matrix(scope);
    const wanted = services.flatMap(({ id, name, cells }) =>
      cells
        .filter((cell) => state === undefined || state.includes(cell.state))
        .map((cell) => ({ serviceId: id, serviceName: name, ...cell })),
    );
    return {
      items: wanted.slice(offset, offset + limit),
      nextCursor: offset + limit < wanted.length ? encodeCursor(offset + limit) : null,
      total: wanted.length,
    };
  }
}

function byCell<T extends { serviceId: string | null; signal: string | null }>(
  all: readonly T[],
): Map<string, T[]> {
  const cells = new Map<string, T[]>();
  for (const one of all) {
    const key = `${one.serviceId} ${one.signal}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [one]);
    else cell.push(one);
  }
  return cells;
}

/** The known signals in their order, then a team's own ones as they occur. */
function listSignals(rules: readonly AlertRuleItem[], gaps: readonly CoverageGap[]): string[] {
  const all = [...rules.map((rule) => rule.signal), ...gaps.map((gap) => gap.signal)];
  const used = all.filter((signal) => signal !== null);
  const known: readonly string[] = SIGNALS;
  const own = new Set(used.filter((signal) => !known.includes(signal)));
  return [...SIGNALS, ...[...own].sort()];
}

function makeCell(
  signal: string,
  rules: readonly AlertRuleItem[],
  gaps: readonly CoverageGap[],
  proofs: Proofs,
): CoverageCell {
  const found = rules.flatMap((rule) => {
    const proof = proofs.get(rule.id);
    return proof === undefined ? [] : [{ ...proof, ruleName: rule.name }];
  });
  const proof = found.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null;
  const closing = gaps.flatMap((gap) => gap.closingRule ?? []);
  const own = rules.map(({ id, name, signalOrigin }) => ({
    id,
    name,
    signalOrigin: signalOrigin ?? 'guessed',
  }));
  const others = closing.filter(({ id }) => rules.every((rule) => rule.id !== id));
  const state = judgeCell({
    hasOpenGap: gaps.some(
      (gap) => gap.status === 'open' || gap.status === 'in_progress' || gap.acceptanceExpired,
    ),
    isProven: proof !== null || gaps.some((gap) => gap.status === 'proven'),
    hasAcceptedGap: gaps.some((gap) => gap.status === 'accepted'),
    hasRule: rules.length + closing.length > 0,
  });
  return {
    signal,
    state,
    rules: [...own, ...others.map((rule) => ({ ...rule, signalOrigin: 'human' as const }))],
    proof,
    gapIds: gaps.map(({ id }) => id),
  };
}
