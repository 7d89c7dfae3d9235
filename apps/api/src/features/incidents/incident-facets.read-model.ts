import { Injectable } from '@nestjs/common';
import type { IncidentFacetsResponse, IncidentFilters } from '@tenken/shared/incidents.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, select } from '../../database/select.js';
import { COHORT_AT, CONDITIONS, filterParameters, SCOPE_CTE } from './incident-filter.js';

const CountRow = z.object({
  facet: z.string(),
  value: z.string(),
  label: z.string().nullable(),
  count: rowCount,
});

const FAILED = `array_remove(array[${Object.entries(CONDITIONS)
  .map(([name, condition]) => `case when not ${condition} then '${name}' end`)
  .join(', ')}], null)`;

/** Facets that are columns of an incident: name of the filter → expression of the value. */
const COLUMN_FACETS = {
  severity: `coalesce(severity, 'none')`,
  detectionSource: 'detection_source',
  causeCategory: `coalesce(cause_category, 'none')`,
  kind: 'kind',
  status: 'status',
} as const;

/**
 * Every incident with the filters that it fails, then counted: the total fails none; a facet counts what fails no
 * other filter than its own; `removed` is what fails exactly that one.
 */
const SQL = `with recursive ${SCOPE_CTE}, judged as materialized (
    select i.id, i.severity, i.detection_source, i.cause_category, i.kind, i.problems,
      case when i.resolved_at is null and i.closed_at is null then 'open' else 'resolved' end as status,
      ${COHORT_AT} is null as undated, ${FAILED} as failed
    from incidents i where i.deleted_at is null
  )
  select 'total' as facet, '' as value, null as label, count(*) as count from judged where failed = '{}'
  union all
  select 'withProblems', '', null, count(*) from judged where failed = '{}' and problems <> '[]'
  union all
  select 'undated', '', null, count(*) from judged where undated and failed <@ '{range}'
  union all
  select 'removed', failed[1], null, count(*) from judged where cardinality(failed) = 1 group by failed[1]
  ${Object.entries(COLUMN_FACETS)
    .map(
      ([name, value]) => `union all
  select '${name}', ${value}, null, count(*) from judged where failed <@ '{${name}}' group by ${value}`,
    )
    .join('\n  ')}
  union all
  select 'service', s.id::text, s.name, count(*)
  from judged j join incident_services x on x.incident_id = j.id join services s on s.id = x.service_id
  where j.failed <@ '{service}' group by s.id, s.name`;

/** Counts beside the filters of the list. */
@Injectable()
export class IncidentFacetsReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async count(filters: IncidentFilters): Promise<IncidentFacetsResponse> {
    const rows = await select(this.dataSource, CountRow, SQL, filterParameters(filters));
    const one = (facet: string) => rows.find((row) => row.facet === facet)?.count ?? 0;
    const facet = (name: string) =>
      rows
        .filter((row) => row.facet === name)
        .map(({ value, label, count }) => ({ value, label, count }))
        .sort((a, b) => b.count - a.count || (a.label ?? a.value).localeCompare(b.label ?? b.value));
    return {
      total: one('total'),
      withProblems: one('withProblems'),
      severity: facet('severity'),
      detectionSource: facet('detectionSource'),
      causeCategory: facet('causeCategory'),
      kind: facet('kind'),
      service: facet('service').slice(0, 100),
      status: facet('status'),
      removedBy: facet('removed').map(({ value, count }) => ({ filter: value, count })),
      undated: one('undated'),
    };
  }
}
