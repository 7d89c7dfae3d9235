import type { AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { Sparkline } from '../../charts/Sparkline.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay } from '../../time/formatInstant.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import { PrecisionCell } from './PrecisionCell.js';
import { bucketDays } from './prepareRuleRow.js';
import { RuleNameCell } from './RuleNameCell.js';

type Column = DataColumn<AlertRuleMetricsRow>;

/** A count that leads to the alerts that it counts. */
function count(
  key: string,
  header: string,
  t: Translator,
  of: (rule: AlertRuleMetricsRow) => number,
  filter: object,
): Column {
  return {
    key,
    header,
    align: 'right',
    descendingFirst: true,
    sortValue: of,
    cell: (rule) =>
      of(rule) === 0 ? (
        '0'
      ) : (
        <RowsLink target={{ to: '/episodes', search: { rule: rule.id, ...filter } }}>
          {formatCount(of(rule), t.language)}
        </RowsLink>
      ),
  };
}

/** Columns of the rules that fired. `busiest` is the tallest bar of the column of sparklines. */
export function rankingColumns(t: Translator, busiest: number): Column[] {
  return [
    {
      key: 'severity',
      header: t('rules.column.severity'),
      hideHeader: true,
      width: 32,
      cell: (rule) => <SeverityBadge severity={rule.severity} compact />,
    },
    {
      key: 'name',
      header: t('rules.column.name'),
      rowHeader: true,
      sortValue: (rule) => rule.name,
      cell: (rule) => <RuleNameCell rule={rule} />,
    },
    {
      key: 'trend',
      header: t('rules.column.trend'),
      cell: (rule) => (
        <Sparkline
          values={bucketDays(rule.firedByDay)}
          max={busiest}
          width={64}
          label={t('rules.trend.label', {
            fired: rule.fired,
            days: rule.firedByDay.length,
            max: Math.max(0, ...rule.firedByDay),
          })}
        />
      ),
    },
    count('fired', t('rules.column.fired'), t, (rule) => rule.fired, {}),
    count('pages', t('rules.column.pages'), t, (rule) => rule.pages, { notified: '1' }),
    count('nightPages', t('rules.column.nightPages'), t, (rule) => rule.nightPages, {
      notified: '1',
      hours: 'sleep',
    }),
    {
      key: 'selfResolvedShare',
      header: t('rules.column.selfResolved'),
      align: 'right',
      descendingFirst: true,
      sortValue: (rule) => rule.selfResolvedShare,
      cell: (rule) =>
        rule.selfResolvedShare === null ? (
          '—'
        ) : (
          <RowsLink target={{ to: '/episodes', search: { rule: rule.id, selfResolved: '1' } }}>
            {formatShare(rule.selfResolvedShare, t.language)}
          </RowsLink>
        ),
    },
    {
      key: 'medianSeconds',
      header: t('rules.column.median'),
      align: 'right',
      descendingFirst: true,
      sortValue: (rule) => rule.medianSeconds,
      cell: (rule) => {
        const duration = formatDuration(rule.medianSeconds, t.language);
        return rule.medianFrom === 'histogram' ? t('rules.median.approx', { duration }) : duration;
      },
    },
    {
      key: 'precision',
      header: t('rules.column.precision'),
      align: 'right',
      descendingFirst: true,
      sortValue: (rule) => rule.precision?.value ?? null,
      cell: (rule) => <PrecisionCell rule={rule} />,
    },
    {
      key: 'lastVerdict',
      header: t('rules.column.lastVerdict'),
      cell: (rule) => <VerdictBadge verdict={rule.lastVerdict?.verdict ?? null} />,
    },
    {
      key: 'incidentsCaught',
      header: t('rules.column.caught'),
      align: 'right',
      descendingFirst: true,
      sortValue: (rule) => rule.incidentsCaught,
      cell: (rule) =>
        rule.incidentsCaught === 0 ? (
          '0'
        ) : (
          <RowsLink target={{ to: '/coverage', search: { rule: rule.id } }}>
            {formatCount(rule.incidentsCaught, t.language)}
          </RowsLink>
        ),
    },
  ];
}

/** Columns of the rules that did not fire: when they last did. */
export function quietColumns(t: Translator): Column[] {
  return [
    {
      key: 'severity',
      header: t('rules.column.severity'),
      hideHeader: true,
      width: 32,
      cell: (rule) => <SeverityBadge severity={rule.severity} compact />,
    },
    {
      key: 'name',
      header: t('rules.column.name'),
      rowHeader: true,
      sortValue: (rule) => rule.name,
      cell: (rule) => <RuleNameCell rule={rule} />,
    },
    {
      key: 'lastFired',
      header: t('rules.column.lastFired'),
      sortValue: (rule) => rule.lastFiredOn,
      cell: (rule) =>
        rule.lastFiredOn === null ? t('rules.never') : formatDay(rule.lastFiredOn, t.language),
    },
    {
      key: 'state',
      header: t('rules.column.state'),
      cell: (rule) =>
        rule.neverFired ? t('rules.facet.never_fired') : rule.silent ? t('rules.facet.silent_180_days') : '—',
    },
    {
      key: 'lastVerdict',
      header: t('rules.column.lastVerdict'),
      cell: (rule) => <VerdictBadge verdict={rule.lastVerdict?.verdict ?? null} />,
    },
  ];
}
