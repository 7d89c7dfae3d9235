import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { CSV_BOM, formatCsvLine } from '../../http/format-csv.js';

const HEADER = [
  'id',
  'source',
  'externalId',
  'title',
  'type',
  'priority',
  'status',
  'group',
  'owner',
  'team',
  'dueOn',
  'targetOn',
  'createdAt',
  'startedAt',
  'completedAt',
  'declinedAt',
  'declineReason',
  'incidentId',
  'incidentTitle',
  'incidentSeverity',
  'decisionId',
  'alertRule',
  'url',
  'isSample',
] as const;

const WORDS = {
  en: { due: 'due', overdue: 'overdue', nobody: 'nobody yet', none: 'No action items.' },
  ja: { due: '期限', overdue: '期限超過', nobody: '担当者未定', none: 'アクションアイテムはありません。' },
};

/** The rows as CSV, JSON or a Markdown list, piece by piece. */
export async function* exportActionItems(
  rows: AsyncIterable<ActionItemRow>,
  format: 'csv' | 'json' | 'markdown',
  language: 'en' | 'ja',
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield CSV_BOM + formatCsvLine(HEADER);
    for await (const row of rows) yield formatCsvLine(cells(row));
    return;
  }
  let count = 0;
  for await (const row of rows) {
    if (format === 'json') yield (count === 0 ? '[\n' : ',\n') + JSON.stringify(row);
    else yield markdownLine(row, language);
    count += 1;
  }
  if (format === 'json') yield count === 0 ? '[]\n' : '\n]\n';
  else if (count === 0) yield `${WORDS[language].none}\n`;
}

function cells(row: ActionItemRow): (string | boolean | null)[] {
  return [
    row.id,
    row.source,
    row.externalId,
    row.title,
    row.type,
    row.priority,
    row.status,
    row.group,
    row.owner,
    row.team?.name ?? null,
    row.dueOn,
    row.targetOn,
    row.createdAt,
    row.startedAt,
    row.completedAt,
    row.declinedAt,
    row.declineReason,
    row.incident?.id ?? null,
    row.incident?.title ?? null,
    row.incident?.severity ?? null,
    row.decision?.id ?? null,
    row.decision?.alertRuleName ?? null,
    row.url,
    row.isSample,
  ];
}

function markdownLine(row: ActionItemRow, language: 'en' | 'ja'): string {
  const words = WORDS[language];
  const box = row.status === 'done' ? 'x' : ' ';
  const title = row.title.replace(/([\\`*_[\]<>])/g, '\\$1').replace(/\s+/g, ' ');
  const link = row.url === null ? title : `[${title}](${row.url.replaceAll(')', '%29')})`;
  const due =
    row.dueOn === null
      ? ''
      : ` — ${words.due} ${row.dueOn}${row.group === 'overdue' ? ` (${words.overdue})` : ''}`;
  return `- [${box}] ${link} — ${row.owner ?? words.nobody}${due}\n`;
}
