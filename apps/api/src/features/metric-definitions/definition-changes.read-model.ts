import { Injectable } from '@nestjs/common';
import type {
  DefinitionChange,
  DefinitionChangesQuery,
  DefinitionChangesResponse,
} from '@tenken/shared/definition-changes.contract';
import { DEFINITION_VERSIONS } from '@tenken/shared/metric-definitions';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { rowInstant, select } from '../../database/select.js';
import { METRICS_OF_SETTING } from './metrics-of-setting.js';
import { versionChanges } from './version-changes.js';

/** Newest first in the log: a range with more marks than anybody can read loses its oldest. */
const MOST_CHANGES = 500;

const Row = z.object({
  at: rowInstant,
  key: z.string(),
  from: z.unknown(),
  to: z.unknown(),
  by: z.string(),
});

/** What changed the meaning of a figure in a range: new versions of definitions, and settings from the audit log. */
@Injectable()
export class DefinitionChangeReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Oldest first. A setting that was saved as it was is no change. */
  async list(query: DefinitionChangesQuery): Promise<DefinitionChangesResponse> {
    const range = resolveRange(query, this.clock.now());
    const rows = await select(
      this.dataSource.manager,
      Row,
      `select at, key, before as "from", after as "to", actor_name as "by"
       from (
         select id, at, before, after, actor_name,
           case when subject_type = 'setting' then subject_id else 'holidays' end as key
         from audit_log
         where at >= $1 and at < $2 and subject_type in ('setting', 'holiday', 'calendar')
           and before is distinct from after
       ) changes
       where key = any ($3::text[])
       order by at desc, id desc limit $4`,
      [range.from, range.to, Object.keys(METRICS_OF_SETTING), MOST_CHANGES],
    );
    const settings = rows.map(
      (row): DefinitionChange => ({
        ...row,
        from: row.from ?? null,
        to: row.to ?? null,
        kind: 'setting',
        metrics: [...(METRICS_OF_SETTING[row.key] ?? [])],
      }),
    );
    const items = [...versionChanges(DEFINITION_VERSIONS, range), ...settings];
    return { items: items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
  }
}
