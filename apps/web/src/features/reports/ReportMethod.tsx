import { Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import { formatInstant } from '../../time/formatInstant.js';
import classes from './Report.module.css';
import { ReportRowsLink } from './ReportRowsLink.js';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { settingLines } from './settingLines.js';

type Exclusion = ReportContents['exclusions'][number];

/** What was left out and why, what each figure means, and what moved the figures: with it they can be defended. */
export function ReportMethod({ contents }: { contents: ReportContents }) {
  const { t, timeZone } = useReport();
  const { exclusions, definitions, definitionChanges, settings, rows } = contents;
  const metric = (key: string) => t.optional(`report.metric.${key}`) ?? key;
  const reasonWord = (reason: string) =>
    t.optional(`durations.reason.${reason}`) ??
    t.optional(`actionItemMetrics.reason.${reason}`) ??
    t.optional(`actionItemMetrics.status.${reason}`) ??
    reason;
  return (
    <>
      <ReportSection id="report-exclusions" title={t('report.exclusions')}>
        {exclusions.length === 0 ? (
          <Text component="p">{t('report.exclusions.none')}</Text>
        ) : (
          <ReportTable
            caption={t('report.exclusions.table')}
            columns={[
              { title: t('report.col.figure') },
              { title: t('report.col.reason') },
              { title: t('report.col.rows'), isNumber: true },
            ]}
            rows={exclusions.map((one) => ({
              key: `${one.metric} ${one.state} ${one.reason}`,
              cells: [metric(one.metric), reasonWord(one.reason), <Rows key="n" exclusion={one} />],
            }))}
          />
        )}
      </ReportSection>
      <ReportSection id="report-definitions" title={t('report.definitions')}>
        <Text size="sm" c="dimmed" component="p">
          {t('report.durations.note')}
        </Text>
        <dl className={classes.definitions}>
          {definitions.map(({ key, version, title, text }) => (
            <div key={key}>
              <dt>
                {title[t.language]} <code>{`${key}@${version}`}</code>
              </dt>
              <dd>{text[t.language]}</dd>
            </div>
          ))}
        </dl>
        <Text size="sm" fw={700} component="p">
          {t('report.settings')}
        </Text>
        <ul className={classes.plain}>
          {settingLines(settings, t).map(([name, value]) => (
            <li key={name}>
              {name}
              {t('report.colon')}
              {value}
            </li>
          ))}
        </ul>
        {definitionChanges.length > 0 && (
          <>
            <Text size="sm" fw={700} component="p">
              {t('report.definitionChanges')}
            </Text>
            <ul className={classes.plain}>
              {definitionChanges.map((change) => (
                <li key={`${change.at} ${change.key}`}>
                  {formatInstant(change.at, { language: t.language, timeZone })}
                  {t('ui.listSeparator')}
                  {change.key}
                  {t('report.colon')}
                  {shown(change.from)} → {shown(change.to)}
                  {change.by !== null && `${t('ui.listSeparator')}${change.by}`}
                  {change.metrics.length > 0 &&
                    `${t('ui.listSeparator')}${change.metrics.map(metric).join(', ')}`}
                </li>
              ))}
            </ul>
          </>
        )}
        <Text size="sm" c="dimmed" component="p">
          {t('report.stored', {
            incidents: rows.incidents,
            items: rows.actionItems,
            digest: rows.digest.slice(0, 12),
          })}
        </Text>
      </ReportSection>
    </>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where the stored rows say which ones they are, the number leads to them. */
function Rows({ exclusion: { metric, state, reason, n } }: { exclusion: Exclusion }) {
  if (metric === 'completion_rate')
    return <ReportRowsLink rows={{ list: 'action_items', metric, state: reason }}>{n}</ReportRowsLink>;
  if (metric === 'time_to_complete') return n;
  return <ReportRowsLink rows={{ list: 'incidents', metric, state, reason }}>{n}</ReportRowsLink>;
}
