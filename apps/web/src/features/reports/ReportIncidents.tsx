import { Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import classes from './Report.module.css';
import { ReportRowsLink } from './ReportRowsLink.js';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { formatNumber, groupName, verdictWord } from './reportWords.js';

/** `main`: on the first pages; the rest are in the appendix. */
const GROUPS = {
  main: [
    ['severity', 'bySeverity'],
    ['detectionSource', 'byDetectionSource'],
  ],
  appendix: [
    ['cause', 'byCause'],
    ['trigger', 'byTrigger'],
    ['service', 'byService'],
  ],
} as const;
const COUNTED = { list: 'incidents', metric: 'incident_count', state: 'used' } as const;

/** How many, how often with its interval, beside the periods before, and of which kinds. */
export function ReportIncidents({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { incidents } = contents;
  return (
    <ReportSection id="report-incidents" title={t('report.incidents')}>
      <Text component="p" mb="xs">
        <ReportRowsLink rows={COUNTED}>{t('report.incidents.n', { n: incidents.n })}</ReportRowsLink>
        {t('report.incidents.rate', {
          perWeek: formatNumber(incidents.perWeek, t),
          interval: rateInterval(t, incidents),
        })}
        {incidents.meanDaysBetween !== null &&
          ` ${t('report.incidents.between', { days: formatNumber(incidents.meanDaysBetween, t) })}`}
      </Text>
      <ul className={classes.plain}>
        {incidents.comparisons.map((comparison) => (
          <li key={comparison.with}>
            {t(`report.with.${comparison.with}`)}
            {t('report.colon')}
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
          <ReportRowsLink rows={{ ...COUNTED, state: 'excluded' }}>
            {t('report.leftOut', { n: incidents.excluded })}
          </ReportRowsLink>
          {t('report.colon')}
          {incidents.excludedBy
            .map(({ reason, n }) => `${t.optional(`durations.reason.${reason}`) ?? reason} ${n}`)
            .join(t('ui.listSeparator'))}
        </Text>
      )}
      <ReportIncidentTables contents={contents} part="main" />
    </ReportSection>
  );
}

/** Counts and rates by kind, each a link to its rows. */
export function ReportIncidentTables({
  contents,
  part,
}: {
  contents: ReportContents;
  part: 'main' | 'appendix';
}) {
  const { t } = useReport();
  const { incidents } = contents;
  return (
    <div className={classes.grid}>
      {GROUPS[part].map(([by, field]) => {
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
                <ReportRowsLink key="n" rows={{ ...COUNTED, groupBy: by, group: group.key }}>
                  {group.n}
                </ReportRowsLink>,
                `${formatNumber(group.perWeek, t)} (${rateInterval(t, group)})`,
              ],
            }))}
          />
        );
      })}
    </div>
  );
}

function rateInterval(
  t: Translator,
  rate: { perWeekLower: number | null; perWeekUpper: number | null },
): string {
  if (rate.perWeekLower === null || rate.perWeekUpper === null) return '—';
  return t('report.interval', {
    lower: formatNumber(rate.perWeekLower, t),
    upper: formatNumber(rate.perWeekUpper, t),
  });
}
