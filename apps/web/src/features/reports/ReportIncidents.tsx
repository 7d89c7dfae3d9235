import { Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import classes from './Report.module.css';
import { ReportRowsLink } from './ReportRowsLink.js';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { formatNumber, groupName, verdictWord } from './reportWords.js';

const GROUPS = [
  ['severity', 'bySeverity'],
  ['cause', 'byCause'],
  ['trigger', 'byTrigger'],
  ['detectionSource', 'byDetectionSource'],
  ['service', 'byService'],
] as const;

/** How many, how often with its interval, beside the periods before, and of which kinds. */
export function ReportIncidents({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { incidents } = contents;
  const counted = { list: 'incidents', metric: 'incident_count', state: 'used' } as const;
  const interval = (rate: { perWeekLower: number | null; perWeekUpper: number | null }) =>
    rate.perWeekLower === null || rate.perWeekUpper === null
      ? '—'
      : t('report.interval', {
          lower: formatNumber(rate.perWeekLower, t),
          upper: formatNumber(rate.perWeekUpper, t),
        });
  return (
    <ReportSection id="report-incidents" title={t('report.incidents')}>
      <Text component="p" mb="xs">
        <ReportRowsLink rows={counted}>{t('report.incidents.n', { n: incidents.n })}</ReportRowsLink>
        {t('report.incidents.rate', {
          perWeek: formatNumber(incidents.perWeek, t),
          interval: interval(incidents),
        })}
        {incidents.meanDaysBetween !== null &&
          ` ${t('report.incidents.between', { days: formatNumber(incidents.meanDaysBetween, t) })}`}
      </Text>
      <ul className={classes.plain}>
        {incidents.comparisons.map((comparison) => (
          <li key={comparison.with}>
            {t(`report.with.${comparison.with}`)}
            {': '}
            <b>{verdictWord(t, 'rate', comparison)}</b>
            {t('report.incidents.compared', {
              n: comparison.n,
              previousN: comparison.previousN,
              ratio: formatNumber(comparison.ratio, t),
              lower: formatNumber(comparison.lower, t),
              upper: formatNumber(comparison.upper, t),
              hasRatio: comparison.ratio === null || comparison.lower === null ? 'no' : 'yes',
            })}
          </li>
        ))}
      </ul>
      {incidents.excluded > 0 && (
        <Text size="sm" c="dimmed" component="p">
          <ReportRowsLink rows={{ ...counted, state: 'excluded' }}>
            {t('report.leftOut', { n: incidents.excluded })}
          </ReportRowsLink>
          {': '}
          {incidents.excludedBy
            .map(({ reason, n }) => `${t.optional(`durations.reason.${reason}`) ?? reason} ${n}`)
            .join(t('ui.listSeparator'))}
        </Text>
      )}
      <div className={classes.grid}>
        {GROUPS.map(([by, field]) => {
          const groups = incidents[field];
          if (groups.length === 0) return null;
          return (
            <ReportTable
              key={by}
              caption={t(`report.by.${by}`)}
              columns={[
                { title: t(`report.col.${by}`) },
                { title: t('report.col.incidents'), isNumber: true },
                { title: t('report.col.perWeek'), isNumber: true },
              ]}
              rows={groups.map((group) => ({
                key: group.key,
                cells: [
                  groupName(t, by, group),
                  <ReportRowsLink key="n" rows={{ ...counted, groupBy: by, group: group.key }}>
                    {group.n}
                  </ReportRowsLink>,
                  `${formatNumber(group.perWeek, t)} (${interval(group)})`,
                ],
              }))}
            />
          );
        })}
      </div>
    </ReportSection>
  );
}
