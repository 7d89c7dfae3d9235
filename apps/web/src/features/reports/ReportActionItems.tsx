import { Skeleton, Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportActionItems as Items } from '@tenken/shared/report-sections.contract';
import { Suspense } from 'react';
import { formatShare } from '../../i18n/formatShare.js';
import { ReportActionCharts } from './lazyReportCharts.js';
import classes from './Report.module.css';
import { ReportRowsLink } from './ReportRowsLink.js';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { formatNumber, groupName, shareText, verdictWord } from './reportWords.js';

/** Stored outcomes by the names of the rows, the parts of a bar from the bottom. */
const OUTCOMES = ['done', 'declined', 'openInTime', 'overdue'] as const;

/** Was what we promised finished? The cohort of the period, its rates, its curve, and by team and severity. */
export function ReportActionItems({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { actionItems: items } = contents;
  const rows = { list: 'action_items', metric: 'completion_rate' } as const;
  if (items.created === 0) {
    return (
      <ReportSection id="report-actions" title={t('report.actions')}>
        <Text component="p">{t('report.actions.none')}</Text>
      </ReportSection>
    );
  }
  return (
    <ReportSection id="report-actions" title={t('report.actions')}>
      <Text component="p">
        <ReportRowsLink rows={{ list: 'action_items' }}>
          {t('report.actions.created', { n: items.created })}
        </ReportRowsLink>
        {t('report.colon')}
        {[...OUTCOMES, 'deleted' as const]
          .filter((outcome) => outcome === 'done' || items[outcome] > 0)
          .map((outcome, index) => (
            <span key={outcome}>
              {index > 0 && t('ui.listSeparator')}
              <ReportRowsLink rows={{ ...rows, state: outcome }}>
                {t('report.actions.outcome', {
                  word: t(`actionItemMetrics.status.${outcome}`),
                  n: items[outcome],
                })}
              </ReportRowsLink>
            </span>
          ))}
      </Text>
      <ul className={classes.plain}>
        <li>
          {t('report.actions.completion')}
          {t('report.colon')}
          <b>{shareText(t, items.completionRate)}</b>
          {items.completionRate !== null && (
            <>
              {' '}
              <ReportRowsLink rows={rows}>{t('report.of', { n: items.completionRate.n })}</ReportRowsLink>
            </>
          )}
        </li>
        <li>
          {t('report.actions.onTime')}
          {t('report.colon')}
          <b>{items.onTimeRate === null ? t('report.actions.noDue') : shareText(t, items.onTimeRate)}</b>
          {items.onTimeRate !== null && (
            <>
              {' '}
              <ReportRowsLink rows={{ list: 'action_items', metric: 'on_time_rate' }}>
                {t('report.of', { n: items.onTimeRate.n })}
              </ReportRowsLink>
            </>
          )}
        </li>
        <li>
          {t('report.actions.median')}
          {t('report.colon')}
          <b>
            {items.medianDays === null
              ? t('report.notReached')
              : t('report.days.n', { n: formatNumber(items.medianDays, t) })}
          </b>
          {items.medianLower !== null &&
            items.medianUpper !== null &&
            ` (${t('report.interval', {
              lower: formatNumber(items.medianLower, t),
              upper: formatNumber(items.medianUpper, t),
            })})`}
        </li>
        {items.comparisons.map((comparison) => (
          <li key={comparison.with}>
            {t(`report.with.${comparison.with}`)}
            {t('report.colon')}
            <b>{verdictWord(t, 'share', comparison)}</b>
            {comparison.previousShare !== null &&
              ` (${t('report.was', { value: shareText(t, comparison.previousShare) })})`}
          </li>
        ))}
      </ul>
      <div className={classes.grid}>
        <Suspense fallback={<Skeleton height={220} />}>
          <ReportActionCharts contents={contents} />
        </Suspense>
      </div>
    </ReportSection>
  );
}

/** By severity and team, and the kinds of fixes. */
export function ReportActionItemTables({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { actionItems: items } = contents;
  if (items.created === 0) return null;
  return (
    <ReportSection id="report-action-tables" title={t('report.actions.tables')}>
      <div className={classes.grid}>
        <ItemTable by="severity" groups={items.bySeverity} />
        <ItemTable by="team" groups={items.byTeam} />
      </div>
      {items.lenses.length > 0 && (
        <Text size="sm" component="p">
          {t('report.actions.lenses')}
          {t('report.colon')}
          {items.lenses
            .filter(({ n }) => n > 0)
            .map(({ type, n, share }) =>
              t('report.actions.lens', {
                type: groupName(t, 'type', { key: type }),
                n,
                share: formatShare(share?.value ?? null, t.language),
              }),
            )
            .join(t('ui.listSeparator'))}
        </Text>
      )}
    </ReportSection>
  );
}

function ItemTable({ by, groups }: { by: 'severity' | 'team'; groups: Items['bySeverity'] }) {
  const { t } = useReport();
  if (groups.length === 0) return null;
  return (
    <ReportTable
      caption={t(`report.actions.by.${by}`)}
      columns={[
        { title: t(`report.col.${by}`) },
        { title: t('report.col.created'), isNumber: true },
        { title: t('actionItemMetrics.status.overdue'), isNumber: true },
        { title: t('report.col.done') },
      ]}
      rows={groups.map((group) => {
        const rows = {
          list: 'action_items',
          metric: 'completion_rate',
          groupBy: by,
          group: group.key,
        } as const;
        return {
          key: group.key,
          cells: [
            groupName(t, by, group),
            <ReportRowsLink key="created" rows={{ list: 'action_items', groupBy: by, group: group.key }}>
              {group.created}
            </ReportRowsLink>,
            group.overdue === 0 ? (
              '0'
            ) : (
              <ReportRowsLink key="overdue" rows={{ ...rows, state: 'overdue' }}>
                {group.overdue}
              </ReportRowsLink>
            ),
            shareText(t, group.completionRate),
          ],
        };
      })}
    />
  );
}
