import type { ReportScope } from '@tenken/shared/report-contents.contract';
import type {
  ReportDurationComparison,
  ReportRateComparison,
  ReportShare,
  ReportShareComparison,
} from '@tenken/shared/report-findings.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatShare } from '../../i18n/formatShare.js';
import { formatDuration } from '../../time/formatDuration.js';

/** `All teams and services`, `Team Core`, `Service checkout`. */
export function scopeName(t: Translator, scope: Pick<ReportScope, 'kind' | 'name'>): string {
  return scope.kind === 'all'
    ? t('reports.scope.all')
    : t(`reports.scope.${scope.kind}`, { name: scope.name ?? '?' });
}

/** `12`, `2.0`, `0.08`: as many places for a value as for its interval; null is a dash. */
export function formatNumber(value: number | null, t: Translator): string {
  if (value === null) return '—';
  const digits = Math.abs(value) >= 10 || value === 0 ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return value.toLocaleString(t.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `62% (48–74%)`; a share with nothing to be a share of is null. */
export function shareText(t: Translator, share: ReportShare | null): string {
  if (share === null) return '—';
  const [value, lower, upper] = [share.value, share.lower, share.upper].map((one) =>
    formatShare(one, t.language),
  );
  return t('report.share', { value: value ?? '', lower: lower ?? '', upper: upper ?? '' });
}

/** `1h 20m – 2h 05m`; null where there is no interval. */
export function secondsInterval(t: Translator, lower: number | null, upper: number | null): string | null {
  if (lower === null || upper === null) return null;
  return t('report.interval', {
    lower: formatDuration(lower, t.language),
    upper: formatDuration(upper, t.language),
  });
}

type Comparison = ReportDurationComparison | ReportRateComparison | ReportShareComparison;

/** The word of a comparison: what may be said, or why nothing. `of` gives lower and higher their meaning. */
export function verdictWord(
  t: Translator,
  of: 'duration' | 'rate' | 'share',
  comparison: Comparison | undefined,
): string {
  if (comparison === undefined) return t('report.verdict.none');
  const pace = 'pace' in comparison ? comparison.pace : null;
  if (pace) return t(`report.pace.${pace.verdict}`);
  const { verdict, reason } = comparison;
  if (verdict === 'lower' || verdict === 'higher') return t(`report.verdict.${of}.${verdict}`);
  if (verdict !== null) return t(`report.verdict.${verdict}`);
  return t.optional(`report.verdict.reason.${reason}`) ?? t('report.verdict.none');
}

/** A label of a group: its own, else the word of the product for its key. */
export function groupName(
  t: Translator,
  by: 'severity' | 'cause' | 'trigger' | 'detectionSource' | 'service' | 'team' | 'type',
  group: { key: string; label?: string | null },
): string {
  if (group.key === 'none') return t('report.group.none');
  const word =
    by === 'cause'
      ? t.optional(`incidents.cause.${group.key}`)
      : by === 'trigger'
        ? t.optional(`incidents.trigger.${group.key}`)
        : by === 'detectionSource'
          ? t.optional(`incidents.detection.${group.key}`)
          : by === 'type'
            ? t.optional(`actionItemMetrics.type.${group.key}`)
            : undefined;
  return group.label ?? word ?? group.key;
}
