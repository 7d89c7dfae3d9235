import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { EpisodesPanel } from '../../features/episodes/EpisodesPanel.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { PageViews } from '../PageViews.js';
import { serviceOptionsQuery } from '../scopeOptions.js';

const route = getRouteApi('/episodes');

export function EpisodesPage() {
  const t = useT();
  const scope = useScope();
  const { peek, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (search: object) => void navigate({ search: (old) => ({ ...old, ...search }) }),
    [navigate],
  );
  const services = useQuery({ ...serviceOptionsQuery, enabled: filter.ruleService !== undefined }).data;
  const changePeek = useCallback((id: string | null) => change({ peek: id ?? undefined }), [change]);
  return (
    <>
      <PageHeader
        title={t('app.page.episodes')}
        question={t('episodes.question')}
        actions={<PageViews page="episodes" />}
      />
      <EpisodesPanel
        scope={scope}
        filter={filter}
        onFilterChange={change}
        serviceName={(id) => services?.find((service) => service.id === id)?.name ?? id}
        peek={peek ?? null}
        onPeekChange={changePeek}
      />
    </>
  );
}
