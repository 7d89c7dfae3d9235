import { Injectable } from '@nestjs/common';
import type { RecallQuery, RecallResponse } from '@tenken/shared/detection.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { refuseTooManyBuckets } from '../../clock/refuse-too-many-buckets.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { cutRange } from '../../database/calendar-buckets.js';
import { countRecall } from './count-recall.js';
import { DetectionLedgerReadModel, type JudgedIncident } from './detection-ledger.read-model.js';

interface Group {
  key: string;
  label: string | null;
  rows: JudgedIncident[];
}

/** Recall per service and period, from the rows of the detection ledger: each count has its rows there. */
@Injectable()
export class RecallService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: DetectionLedgerReadModel,
    private readonly clock: Clock,
  ) {}

  /** Groups by name; without `groupBy` one of all. */
  async recall(query: RecallQuery): Promise<RecallResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    refuseTooManyBuckets(query.bucket, range);
    const rows = await this.ledger.judged(query, range);
    const buckets = await cutRange(this.dataSource.manager, range, query.bucket, query.fiscalYearStartsIn);
    const groups = query.groupBy === undefined ? [{ key: 'all', label: null, rows }] : groupByService(rows);
    return {
      definition: metricDefinition('recall', query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      whole: countRecall(rows),
      groups: groups.map((group) => ({
        key: group.key,
        label: group.label,
        total: countRecall(group.rows),
        buckets: buckets.map((bucket) => ({
          ...bucket,
          unfinished: Date.parse(bucket.to) > now.getTime(),
          ...countRecall(
            group.rows.filter(({ cohortAt }) => cohortAt >= bucket.from && cohortAt < bucket.to),
          ),
        })),
      })),
    };
  }
}

function groupByService(rows: readonly JudgedIncident[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const services = row.services.length === 0 ? [{ id: 'none', name: null }] : row.services;
    for (const { id, name } of services) {
      const group = groups.get(id) ?? { key: id, label: name, rows: [] };
      group.rows.push(row);
      groups.set(id, group);
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      Number(a.label === null) - Number(b.label === null) ||
      (a.label ?? '').localeCompare(b.label ?? '', 'ja'),
  );
}
