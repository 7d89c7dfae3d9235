import { Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './Report.module.css';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { formatNumber, shareText } from './reportWords.js';

/** Postmortems, and how incidents were found: what the product could tell when the report was made. */
export function ReportFollowUp({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { postmortems, detection } = contents;
  return (
    <div className={classes.grid}>
      {postmortems !== null && (
        <ReportSection id="report-postmortems" title={t('report.postmortems')}>
          <Text component="p">
            {t('report.postmortems.text', {
              resolved: postmortems.resolved,
              required: postmortems.required,
              waived: postmortems.waived,
              written: postmortems.written,
              reviewed: postmortems.reviewed,
            })}
          </Text>
          <ul className={classes.plain}>
            <li>
              {t('report.postmortems.onTime')}
              {t('report.colon')}
              <b>{shareText(t, postmortems.onTime)}</b>
              {postmortems.onTime !== null && ` ${t('report.of', { n: postmortems.onTime.n })}`}
            </li>
            <li>
              {t('report.postmortems.waiting', {
                overdue: postmortems.overdue,
                unreviewed: postmortems.unreviewed,
              })}
            </li>
            {postmortems.medianBusinessDaysToReview !== null && (
              <li>
                {t('report.postmortems.median', {
                  days: formatNumber(postmortems.medianBusinessDaysToReview, t),
                  lower: formatNumber(postmortems.medianLower, t),
                  upper: formatNumber(postmortems.medianUpper, t),
                  hasInterval:
                    postmortems.medianLower === null || postmortems.medianUpper === null ? 'no' : 'yes',
                })}
              </li>
            )}
          </ul>
        </ReportSection>
      )}
      {detection !== null && (
        <ReportSection id="report-detection" title={t('report.detection')}>
          <ul className={classes.plain}>
            <li>
              {t('report.detection.byAlert')}
              {t('report.colon')}
              <b>{shareText(t, detection.byAlert)}</b>
              {detection.byAlert !== null && ` ${t('report.of', { n: detection.byAlert.n })}`}
            </li>
            <li>
              {t('report.detection.byPeople')}
              {t('report.colon')}
              <b>{shareText(t, detection.byPeople)}</b>
            </li>
            {detection.unknown > 0 && <li>{t('report.detection.unknown', { n: detection.unknown })}</li>}
            <li>
              {t('report.detection.recall')}
              {t('report.colon')}
              <b>{shareText(t, detection.recall)}</b>
              {detection.recall !== null && ` ${t('report.of', { n: detection.recall.n })}`}
              {t('ui.listSeparator')}
              {t('report.detection.outcomes', {
                caught: detection.confirmed.caught,
                late: detection.confirmed.late,
                missed: detection.confirmed.missed,
              })}
            </li>
          </ul>
        </ReportSection>
      )}
    </div>
  );
}

/** The load of alerts, and the rules that made the most of it. */
export function ReportAlerts({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { alerts } = contents;
  if (alerts === null) return null;
  return (
    <ReportSection id="report-alerts" title={t('report.alerts')}>
      <Text component="p">
        {t('report.alerts.text', { fired: alerts.fired, pages: alerts.pages, rules: alerts.rules })}
        {alerts.top10Share !== null &&
          ` ${t('report.alerts.top10', { share: shareText(t, alerts.top10Share) })}`}
      </Text>
      {alerts.topRules.length > 0 && (
        <ReportTable
          caption={t('report.alerts.table')}
          columns={[
            { title: t('report.col.rule') },
            { title: t('report.col.service') },
            { title: t('report.col.fired'), isNumber: true },
            { title: t('report.col.pages'), isNumber: true },
            { title: t('report.col.precision') },
          ]}
          rows={alerts.topRules.map((rule) => ({
            key: rule.id,
            cells: [
              <RowsLink key="rule" target={{ to: '/rules/$id', params: { id: rule.id } }}>
                {rule.name}
              </RowsLink>,
              rule.service ?? '—',
              t('reports.number', { n: rule.fired }),
              t('reports.number', { n: rule.pages }),
              rule.precision === null ? t('report.notJudged') : shareText(t, rule.precision),
            ],
          }))}
        />
      )}
    </ReportSection>
  );
}
