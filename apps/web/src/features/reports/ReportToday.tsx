import { Text, Title } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportTodayResponse } from '@tenken/shared/reports.contract';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { groupLabels } from './figureWords.js';
import classes from './Report.module.css';
import { ReportDifferences } from './ReportDifferences.js';
import { useReport } from './reportContext.js';

interface Props {
  stored: ReportContents;
  today: ReportTodayResponse;
}

/** Says that this is not the report but a reading of now, and names each difference. */
export function ReportToday({ stored, today }: Props) {
  const { t, timeZone } = useReport();
  const format = { language: t.language, timeZone };
  const { period, scope } = stored;
  return (
    <section className={classes.today} aria-labelledby="report-today">
      <Title order={2} size="h4" id="report-today" mb={4}>
        {t('report.today')}
      </Title>
      <Text component="p">
        {t('report.today.text', {
          at: formatInstant(today.asOf, format),
          made: formatInstant(stored.madeAt, format),
        })}{' '}
        <RowsLink
          underline="always"
          target={{
            to: '/trends',
            search: {
              from: period.fromDay,
              to: period.toDay,
              tz: timeZone,
              team: scope.kind === 'team' ? (scope.id ?? undefined) : undefined,
              service: scope.kind === 'service' && scope.id !== null ? [scope.id] : undefined,
            },
          }}
        >
          {t('report.today.trends')}
        </RowsLink>
      </Text>
      <ReportDifferences
        figures={today.figures}
        rows={today.rows}
        rowsTotal={today.rowsTotal}
        names={new Map([...groupLabels(stored), ...groupLabels(today.contents)])}
        wasTitle={t('report.reading.then')}
        nowTitle={t('report.reading.today')}
      />
    </section>
  );
}
