import { Anchor, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMay } from '../../api/session.js';
import { LazyReportRowsDrawer } from '../../features/reports/LazyReportRowsDrawer.js';
import { loadReportCharts } from '../../features/reports/lazyReportCharts.js';
import classes from '../../features/reports/Report.module.css';
import { ReportPaper } from '../../features/reports/ReportPaper.js';
import { type ReportRows, rowsToSearch } from '../../features/reports/ReportRowsLink.js';
import { ReportToday } from '../../features/reports/ReportToday.js';
import { ReportToolbar } from '../../features/reports/ReportToolbar.js';
import { ReportContext } from '../../features/reports/reportContext.js';
import { deleteReport, reportQuery, reportTodayQuery } from '../../features/reports/reports.queries.js';
import { useLanguage } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { usePrintReady } from '../../ui/usePrintReady.js';
import type { ReportSearch } from './reportSearch.js';

const route = getRouteApi('/reports/$id');

/** A report: as it was made, as it would be today, and as it is printed. */
export function ReportPage() {
  const { t, language, setLanguage } = useLanguage();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const mayAdmin = useMay('admin');
  const isPrintPage = search.print === true;
  const isToday = search.as === 'today' && !isPrintPage;
  const report = useQuery(reportQuery(id));
  const today = useQuery({ ...reportTodayQuery(id), enabled: isToday });
  const isInLanguage = search.language === undefined || search.language === language;
  // The address says the language of a printed page; the reader's own stays as it was chosen.
  useEffect(() => {
    if (search.language !== undefined && search.language !== language) void setLanguage(search.language);
  }, [search.language, language, setLanguage]);
  usePrintReady(isPrintPage, report.data !== undefined && isInLanguage, loadReportCharts);
  const contents = report.data?.contents;
  const period = contents?.period.name[t.language];
  useEffect(() => {
    document.title = `${period ? t('report.title', { period }) : t('app.page.report')} · Tenken`;
  }, [period, t]);
  const change = (changes: Partial<ReportSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true, resetScroll: false });
  const paper = {
    picture: search.picture ?? 'ttr',
    onPicture: (picture: string) => change({ picture: picture as NonNullable<ReportSearch['picture']> }),
  };
  const rows = rowsOf(search);

  return (
    <div className={isPrintPage ? classes.sheet : undefined}>
      {!isPrintPage && (
        <Text size="sm" mb="xs" data-print="hidden">
          <Anchor inherit renderRoot={(props: object) => <Link {...props} to="/reports" />}>
            {t('report.back')}
          </Anchor>
        </Text>
      )}
      <DataState query={report}>
        {({ contents: stored, digest, intact }) => (
          <>
            {!isPrintPage && (
              <ReportToolbar
                id={id}
                period={stored.period.fromDay}
                reading={isToday ? 'today' : 'then'}
                onReading={(reading) =>
                  change({ as: reading === 'today' ? 'today' : undefined, ...rowsToSearch(null) })
                }
                mayDelete={mayAdmin}
                onDelete={async () => {
                  await deleteReport(id);
                  queryClient.removeQueries({ queryKey: ['report', id] });
                  await queryClient.invalidateQueries({ queryKey: ['reports'] });
                  await navigate({ to: '/reports' });
                }}
              />
            )}
            {isToday ? (
              <DataState query={today}>
                {(now) => (
                  <ReportContext value={{ id, timeZone: stored.timeZone, hasRows: false }}>
                    <ReportPaper contents={now.contents} stored={null} {...paper}>
                      <ReportToday stored={stored} today={now} />
                    </ReportPaper>
                  </ReportContext>
                )}
              </DataState>
            ) : (
              <ReportContext value={{ id, timeZone: stored.timeZone, hasRows: !isPrintPage }}>
                <ReportPaper contents={stored} stored={{ digest, intact }} {...paper} />
              </ReportContext>
            )}
            <LazyReportRowsDrawer
              opened={rows !== null && !isToday && !isPrintPage}
              id={id}
              rows={rows}
              timeZone={stored.timeZone}
              onClose={() => change(rowsToSearch(null))}
            />
          </>
        )}
      </DataState>
    </div>
  );
}

function rowsOf(search: ReportSearch): ReportRows | null {
  if (search.list === undefined) return null;
  const { rowsMetric, rowsState, rowsReason, rowsGroupBy, rowsGroup, rowsFrom, rowsTo } = search;
  return {
    list: search.list,
    metric: rowsMetric,
    state: rowsState,
    reason: rowsReason,
    groupBy: rowsGroupBy,
    group: rowsGroup,
    from: rowsFrom,
    to: rowsTo,
  };
}
