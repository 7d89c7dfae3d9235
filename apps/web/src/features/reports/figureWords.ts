import type { ReportFigure } from '@tenken/shared/report-rows.contract';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatShare } from '../../i18n/formatShare.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatNumber, groupName } from './reportWords.js';

const OF_DURATION = /^(.+)_(median|p90|mean|change_previous|change_last_year)$/;
const GROUPS = {
  severity: 'severity',
  cause: 'cause',
  trigger: 'trigger',
  detection_source: 'detectionSource',
  service: 'service',
  team: 'team',
  type: 'type',
} as const;

/** `Time to restore, median · SEV1`; what has no word yet keeps its name of the file. */
export function figureName(
  t: Translator,
  figure: ReportFigure,
  timeZone: string,
  names: ReadonlyMap<string, string>,
): string {
  const group = figureGroup(t, figure.group, timeZone, names);
  return [nameOf(t, figure), group].filter((part) => part !== null).join(t('ui.listSeparator'));
}

function nameOf(t: Translator, { section, figure }: ReportFigure): string {
  const [, metric, part] = (section === 'durations' ? OF_DURATION.exec(figure) : null) ?? [];
  if (metric !== undefined && part !== undefined) {
    return t('report.figure.ofDuration', {
      metric: t.optional(`report.metric.${metric}`) ?? metric,
      part: t.optional(`report.part.${part}`) ?? part,
    });
  }
  return t.optional(`report.figure.${section}.${figure}`) ?? `${section} ${figure}`;
}

function figureGroup(
  t: Translator,
  group: string,
  timeZone: string,
  names: ReadonlyMap<string, string>,
): string | null {
  const [, by = '', key = ''] = /^([a-z_0-9]+):(.*)$/s.exec(group) ?? [];
  if (by === '') return null;
  if (by === 'from') return bucketLabel(key, { unit: 'month', timeZone, language: t.language });
  if (by === 'days') return t('report.within', { days: Number(key) });
  const known = GROUPS[by as keyof typeof GROUPS];
  return known === undefined
    ? (names.get(group) ?? key)
    : groupName(t, known, { key, label: names.get(group) ?? null });
}

/** A figure's value in its unit, with its word where it has one: `1h 05m`, `62%`, `0.62 · Shorter`. */
export function figureValue(t: Translator, figure: ReportFigure | null): string {
  if (figure === null) return t('report.figure.absent');
  const { value, text, unit } = figure;
  const word = text === null ? null : (t.optional(`report.word.${text}`) ?? text);
  const number =
    value === null
      ? null
      : unit === 'seconds'
        ? formatDuration(value, t.language)
        : unit === 'share'
          ? formatShare(value, t.language)
          : unit === 'days'
            ? t('report.days.n', { n: formatNumber(value, t) })
            : unit === 'count'
              ? t('reports.number', { n: value })
              : formatNumber(value, t);
  const parts = [number, word].filter((part) => part !== null);
  return parts.length === 0 ? '—' : parts.join(t('ui.listSeparator'));
}

/** What the groups of a report are called, by their names in figures. */
export function groupLabels(contents: {
  incidents: { byService: readonly { key: string; label: string | null }[] };
  actionItems: { byTeam: readonly { key: string; label: string | null }[] };
  alerts: { topRules: readonly { id: string; name: string }[] } | null;
}): Map<string, string> {
  return new Map([
    ...contents.incidents.byService.map(({ key, label }) => [`service:${key}`, label ?? key] as const),
    ...contents.actionItems.byTeam.map(({ key, label }) => [`team:${key}`, label ?? key] as const),
    ...(contents.alerts?.topRules ?? []).map(({ id, name }) => [`rule:${id}`, name] as const),
  ]);
}
