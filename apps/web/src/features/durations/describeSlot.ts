import type { DistributionSlot } from '../../charts/prepare/prepareDistribution.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays, dayOf } from '../../time/isoDay.js';

/** What pointer and arrow keys show of a period: its days, its figures, and what changed in it. */
export function describeSlot(
  t: Translator,
  slot: DistributionSlot,
  timeZone: string,
  changes: readonly string[],
): { title: string; lines: string[] } {
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  return {
    title: t('durations.tip.period', {
      from: formatDay(dayOf(slot.from, timeZone), t.language),
      to: formatDay(addDays(dayOf(slot.to, timeZone), -1), t.language),
    }),
    lines: [
      slot.median === null
        ? t('durations.tip.tooFew')
        : t('durations.tip.median', { median: duration(slot.median) }),
      slot.lower === null || slot.upper === null
        ? null
        : t('durations.tip.interval', { lower: duration(slot.lower), upper: duration(slot.upper) }),
      slot.p90 === null ? null : t('durations.tip.p90', { p90: duration(slot.p90) }),
      t('durations.tip.n', { n: slot.n }),
      slot.open === 0 ? null : t('durations.tip.open', { n: slot.open }),
      slot.unfinished ? t('durations.tip.unfinished') : null,
      ...changes.map((what) => t('durations.changes.tip', { what })),
    ].filter((line) => line !== null),
  };
}
