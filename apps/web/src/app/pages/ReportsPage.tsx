import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { MakeReport } from '../../features/reports/MakeReport.js';
import { ReportList } from '../../features/reports/ReportList.js';
import { ReportSchedules } from '../../features/reports/ReportSchedules.js';
import { useT } from '../../i18n/useT.js';
import { dayOf } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { serviceOptionsQuery, teamOptionsQuery } from '../scopeOptions.js';
import { useFiscalStart } from '../useFiscalStart.js';

/** What would we tell the whole organisation? Make a report, read those that are there, have them made. */
export function ReportsPage() {
  const t = useT();
  const now = useNow();
  const navigate = useNavigate();
  const mayWrite = useMay('write');
  const mayAdmin = useMay('admin');
  const { timeZone, teamId, serviceIds } = useScope();
  const fiscalStart = useFiscalStart();
  const services = useQuery(serviceOptionsQuery).data ?? [];
  const teams = useQuery(teamOptionsQuery).data ?? [];
  // A report is about one team or one service; a page that shows several is about everything.
  const [onlyService, ...others] = serviceIds;
  const scope =
    onlyService !== undefined && others.length === 0
      ? ({ kind: 'service', id: onlyService } as const)
      : teamId !== null && onlyService === undefined
        ? ({ kind: 'team', id: teamId } as const)
        : ({ kind: 'all' } as const);
  const about = { timeZone, fiscalStart, scope, teams, services };
  return (
    <>
      <PageHeader title={t('app.page.reports')} question={t('reports.question')} />
      <Stack gap="xl">
        <Paper withBorder p="md" component="section" aria-label={t('reports.makeOne')}>
          <Text size="sm" c="dimmed" mb="sm" maw={760}>
            {t('reports.frozen')}
          </Text>
          {mayWrite ? (
            <MakeReport
              {...about}
              today={dayOf(now, timeZone)}
              onMade={(id) => void navigate({ to: '/reports/$id', params: { id } })}
            />
          ) : (
            <Text size="sm">{t('reports.make.viewer')}</Text>
          )}
        </Paper>
        <section>
          <Title order={2} size="h4" mb="sm">
            {t('reports.list')}
          </Title>
          <ReportList timeZone={timeZone} />
        </section>
        <section>
          <Title order={2} size="h4" mb="sm">
            {t('reports.schedules')}
          </Title>
          <ReportSchedules {...about} mayChange={mayAdmin} />
        </section>
      </Stack>
    </>
  );
}
