import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { DecisionList } from '../../features/home/DecisionList.js';
import { HomePanel } from '../../features/home/HomePanel.js';
import { homeQuery } from '../../features/home/home.queries.js';
import { LatestReportLink } from '../../features/reports/LatestReportLink.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useReadersTimeZone } from '../../url/useScope.js';

const route = getRouteApi('/');

/** The first page: what needs me today? */
export function HomePage() {
  const t = useT();
  const now = useNow();
  const timeZone = useReadersTimeZone();
  const { show } = route.useSearch();
  const asOf = useQuery(homeQuery(timeZone)).data?.asOf;
  return (
    <>
      <PageHeader
        title={t('home.title')}
        actions={<LatestReportLink />}
        question={
          <>
            {t('home.question')}
            {asOf &&
              `${t('ui.listSeparator')}${t('ui.asOf', {
                time: formatInstant(asOf, { language: t.language, timeZone }),
              })}`}
          </>
        }
      />
      {show === 'decisions' ? <DecisionList today={dayOf(now, timeZone)} /> : <HomePanel />}
    </>
  );
}
