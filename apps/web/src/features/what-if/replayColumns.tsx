import type { ReplayOutcome } from '@tenken/shared/replay.contract';
import type { CsvFile } from '../../charts/downloadCsv.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount } from '../../i18n/formatShare.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { formatPerWeek, perWeekOf } from './prepareReplay.js';

interface Column {
  key: string;
  header: string;
  value(outcome: ReplayOutcome): number | null;
  text(value: number | null): string;
}

function listColumns(t: Translator, withHold: boolean): Column[] {
  const duration = (seconds: number | null) =>
    seconds === null ? '—' : formatExactDuration(Math.round(seconds), t.language);
  const count = (n: number | null) => formatCount(n, t.language);
  return [
    {
      key: 'delay',
      header: t('whatIf.column.delay'),
      value: (o) => o.settings.onDelaySeconds,
      text: duration,
    },
    ...(withHold
      ? [
          {
            key: 'hold',
            header: t('whatIf.column.hold'),
            value: (o: ReplayOutcome) => o.settings.offDelaySeconds,
            text: duration,
          },
        ]
      : []),
    { key: 'episodes', header: t('whatIf.column.episodes'), value: (o) => o.episodes, text: count },
    { key: 'pages', header: t('whatIf.column.pages'), value: (o) => o.pages, text: count },
    {
      key: 'perWeek',
      header: t('whatIf.column.perWeek'),
      value: perWeekOf,
      text: (n) => formatPerWeek(n, t.language),
    },
    { key: 'nuisance', header: t('whatIf.column.nuisance'), value: (o) => o.nuisance.removed, text: count },
    { key: 'lost', header: t('whatIf.column.lost'), value: (o) => o.actionable.lost, text: count },
    { key: 'missed', header: t('whatIf.column.missed'), value: (o) => o.confirmed.missed, text: count },
    { key: 'late', header: t('whatIf.column.late'), value: (o) => o.confirmed.late, text: count },
    {
      key: 'added',
      header: t('whatIf.column.added'),
      value: (o) => o.confirmed.medianAddedSeconds,
      text: duration,
    },
  ];
}

/** Settings as rows: what is left, what is removed, what is lost. */
export function replayColumns(t: Translator, withHold: boolean): DataColumn<ReplayOutcome>[] {
  return listColumns(t, withHold).map(({ key, header, value, text }, place) => ({
    key,
    header,
    align: 'right',
    rowHeader: place === 0,
    sortValue: value,
    cell: (outcome) => text(value(outcome)),
  }));
}

/** The same as a file; durations in seconds. */
export function replayCsv(name: string, rows: readonly ReplayOutcome[], t: Translator): CsvFile {
  const columns = listColumns(t, true);
  return {
    name,
    header: columns.map(({ header }) => header),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
  };
}
