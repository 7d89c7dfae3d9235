import { useQuery } from '@tanstack/react-query';
import { HomePanel } from '../../features/home/HomePanel.js';
import { homeQuery } from '../../features/home/home.queries.js';
import { LatestReportLink } from '../../features/reports/LatestReportLink.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useReadersTimeZone } from '../../url/useScope.js';

/** The first page: what needs me today? */
export function HomePage() {
  const t = useT();
  const timeZone = useReadersTimeZone();
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
      <HomePanel />
    </>
  );
}
