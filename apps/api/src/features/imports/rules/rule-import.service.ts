import { Injectable } from '@nestjs/common';
import type { RuleImportRecord } from '@tenken/shared/rule-import.contract';
import type { Queryable } from '../../../database/select.js';
import {
  AlertRuleCatalogService,
  type RuleDefinition,
} from '../../alert-rules/alert-rule-catalog.service.js';
import { SourceService } from '../../sources/source.service.js';
import { type PreparedRecord, problemOf, type RecordProblem } from '../prepare-records.js';
import { ruleDefinition } from './rule-definition.js';

/** Rules of files, into the catalogue of the source whose alerts they send. */
@Injectable()
export class RuleImportService {
  constructor(
    private readonly catalog: AlertRuleCatalogService,
    private readonly sources: SourceService,
  ) {}

  /**
   * What became of each record, in their order. A file is never the whole of a source, so nothing is archived by what
   * it lacks. Definitions of one name count for each of them.
   */
  async write(
    db: Queryable,
    records: readonly PreparedRecord[],
    { seenAt, source }: { seenAt: Date; source: string | null },
  ): Promise<('created' | 'updated' | 'unchanged' | 'skipped' | RecordProblem)[]> {
    const results = records.map(({ problem }) => problem ?? ('skipped' as const)) as Awaited<
      ReturnType<RuleImportService['write']>
    >;
    const bySource = new Map<string, { index: number; definition: RuleDefinition }[]>();
    for (const [index, { problem, record }] of records.entries()) {
      if (problem !== null || record === null) continue;
      try {
        const parsed = record as RuleImportRecord;
        const key = parsed.source ?? source ?? '';
        bySource.set(key, [...(bySource.get(key) ?? []), { index, definition: ruleDefinition(parsed) }]);
      } catch (error) {
        results[index] = problemOf(error);
      }
    }
    for (const [key, list] of [...bySource].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const outcomes = await this.catalog.applyEach(
        db,
        await this.sourceId(db, key),
        list.map(({ definition }) => definition),
        { seenAt, isComplete: false },
      );
      for (const { index, definition } of list) results[index] = outcomes.get(definition.uid)!;
    }
    return results;
  }

  /** The source by its key; without one the only Alertmanager, whose alerts carry these names; else one for imports. */
  private async sourceId(db: Queryable, key: string): Promise<string> {
    const only = key === '' ? await this.sources.findOnly(db, 'alertmanager') : null;
    return only?.id ?? (await this.sources.ensure(db, 'import', key === '' ? 'rules' : key)).id;
  }
}
