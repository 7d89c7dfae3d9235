import { type IncidentRow, InstantField } from '@tenken/shared/incidents.contract';
import { CSV_BOM, formatCsvLine } from '../../http/format-csv.js';

const HEADER = [
  'id',
  'source',
  'externalId',
  'title',
  'kind',
  'status',
  'severity',
  'firstSeverity',
  'services',
  'team',
  ...InstantField.options,
  'ttdSeconds',
  'ttaSeconds',
  'ttmSeconds',
  'ttrSeconds',
  'detectionSource',
  'causeCategory',
  'trigger',
  'problems',
  'provenance',
  'duplicateOfId',
  'confirmedRecurrences',
  'openActionItems',
  'actionItems',
  'postmortemStatus',
  'tags',
  'url',
  'isSample',
];

/** The rows as CSV, header first, or as one JSON array, piece by piece. Seconds are plain differences, whole rows. */
export async function* exportIncidents(
  rows: AsyncIterable<IncidentRow>,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield CSV_BOM + formatCsvLine(HEADER);
    for await (const row of rows) yield formatCsvLine(cells(row));
    return;
  }
  let separator = '[\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function cells(row: IncidentRow): (string | number | boolean | null)[] {
  return [
    row.id,
    row.source,
    row.externalId,
    row.title,
    row.kind,
    row.status,
    row.severity,
    row.firstSeverity,
    row.services.map(({ name }) => name).join('; '),
    row.team?.name ?? null,
    ...InstantField.options.map((field) => row[field]),
    seconds(row.startedAt, row.detectedAt),
    seconds(row.detectedAt, row.acknowledgedAt),
    seconds(row.startedAt, row.mitigatedAt),
    seconds(row.startedAt, row.resolvedAt),
    row.detectionSource,
    row.causeCategory,
    row.triggerCategory,
    row.problems.map(({ code, fields }) => `${code}(${fields.join(' > ')})`).join('; '),
    Object.entries(row.provenance)
      .map(([field, origin]) => `${field}=${origin}`)
      .join('; '),
    row.duplicateOfId,
    row.confirmedRecurrences,
    row.actionItems.open,
    row.actionItems.all,
    row.postmortemStatus,
    row.tags.join('; '),
    row.url,
    row.isSample,
  ];
}

function seconds(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
