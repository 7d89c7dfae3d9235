import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportFigure } from '@tenken/shared/report-rows.contract';
import { CSV_BOM, formatCsvLine } from '../../http/format-csv.js';
import {
  formatDays,
  formatInterval,
  formatNumber,
  formatSeconds,
  formatShare,
  type ReportLanguage,
} from './format-value.js';
import { listFigures } from './list-figures.js';
import { sayCode } from './say-in-report.js';

const HEADER = [
  'section',
  'figure',
  'group',
  'unit',
  'value',
  'lower',
  'upper',
  'n',
  'missing',
  'excluded',
  'open',
  'formatted',
  'formattedInterval',
  'verdict',
  'definition',
  'definitionVersion',
  'from',
  'to',
  'timeZone',
  'madeAt',
];

/** One row per figure: raw values (seconds, days, shares) for machines, the formatted text for people. */
export function* renderReportCsv(contents: ReportContents, language: ReportLanguage): Generator<string> {
  yield CSV_BOM + formatCsvLine(HEADER);
  const { period, timeZone, madeAt } = contents;
  for (const figure of listFigures(contents)) {
    const { definition } = figure;
    yield formatCsvLine([
      figure.section,
      figure.figure,
      figure.group,
      figure.unit,
      figure.value,
      figure.lower,
      figure.upper,
      figure.n,
      figure.missing,
      figure.excluded,
      figure.open,
      formatFigure(figure, language),
      formatFigureInterval(figure, language),
      figure.text === null ? null : sayCode(language, 'verdict', figure.text),
      definition?.key ?? null,
      definition?.version ?? null,
      period.from,
      period.to,
      timeZone,
      madeAt,
    ]);
  }
}

/** The value of a figure as people read it. */
export function formatFigure(figure: ReportFigure, language: ReportLanguage): string {
  return figure.value === null ? '—' : formatIn(figure.unit, figure.value, language);
}

/** Its 95 % interval as people read it. */
export function formatFigureInterval(figure: ReportFigure, language: ReportLanguage): string {
  return formatInterval(figure.lower, figure.upper, (value) => formatIn(figure.unit, value, language));
}

function formatIn(unit: ReportFigure['unit'], value: number, language: ReportLanguage): string {
  if (unit === 'seconds') return formatSeconds(value, language);
  if (unit === 'days') return formatDays(value, language);
  return unit === 'share' ? formatShare(value) : formatNumber(value);
}
