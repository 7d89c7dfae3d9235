import type { DurationFigures, DurationGroup } from '@tenken/shared/durations.contract';
import type { CsvFile } from '../../charts/downloadCsv.js';
import type { CsvCell } from '../../charts/prepare/toCsv.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';

const SECONDS = ['medianSeconds', 'medianLower', 'medianUpper', 'p90Seconds', 'meanSeconds'] as const;

/** The table of figures as a file: instants as ISO, durations as raw seconds and in words. */
export function durationsCsv(
  groups: readonly DurationGroup[],
  nameOf: (group: DurationGroup) => string,
  name: string,
  t: Translator,
): CsvFile {
  const { median, interval, p90, mean } = {
    median: t('durations.col.median'),
    interval: t('durations.col.interval'),
    p90: t('durations.col.p90'),
    mean: t('durations.col.mean'),
  };
  const raw = (column: string) => t('durations.col.seconds', { column });
  const rows = groups.flatMap((group) =>
    group.buckets.map((bucket): CsvCell[] => [
      nameOf(group),
      bucket.from,
      bucket.to,
      bucket.n,
      bucket.open,
      bucket.missing,
      bucket.excluded,
      ...SECONDS.map((key) => secondsOf(bucket, key)),
      ...SECONDS.map((key) => {
        const seconds = secondsOf(bucket, key);
        return seconds === null ? null : formatDuration(seconds, t.language);
      }),
    ]),
  );
  const lower = `${interval} ↓`;
  const upper = `${interval} ↑`;
  return {
    name,
    header: [
      t('durations.col.group'),
      'from',
      'to',
      t('durations.col.n'),
      t('durations.col.open'),
      t('durations.col.missing'),
      t('durations.col.excluded'),
      raw(median),
      raw(lower),
      raw(upper),
      raw(p90),
      raw(mean),
      median,
      lower,
      upper,
      p90,
      mean,
    ],
    rows,
  };
}

/** What is too few to be shown is too few to be exported. */
function secondsOf(figures: DurationFigures, key: (typeof SECONDS)[number]): number | null {
  if (key === 'medianSeconds' && figures.tooFew) return null;
  if (key === 'p90Seconds' && figures.p90Lower === null) return null;
  return figures[key];
}
