import { Badge, Skeleton, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import type { DeliveriesSearch } from '../../features/deliveries/DeliveriesPanel.js';
import { sourcesQuery } from '../../features/sources/sources.queries.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useActiveTabInView } from '../../ui/useActiveTabInView.js';
import { useScope } from '../../url/useScope.js';

// Each tab is loaded when it is opened: together they are heavier than any other page.
const SourcesPanel = lazy(() =>
  import('../../features/sources/SourcesPanel.js').then((m) => ({ default: m.SourcesPanel })),
);
const ConnectorsPanel = lazy(() =>
  import('../../features/connectors/ConnectorsPanel.js').then((m) => ({ default: m.ConnectorsPanel })),
);
const DeliveriesPanel = lazy(() =>
  import('../../features/deliveries/DeliveriesPanel.js').then((m) => ({ default: m.DeliveriesPanel })),
);
const QuarantinePanel = lazy(() =>
  import('../../features/deliveries/QuarantinePanel.js').then((m) => ({ default: m.QuarantinePanel })),
);
const ImportsTab = lazy(() =>
  import('../../features/imports/ImportsTab.js').then((m) => ({ default: m.ImportsTab })),
);

const route = getRouteApi('/data/{-$tab}');
const TABS = ['sources', 'connectors', 'deliveries', 'quarantine', 'imports'] as const;
type Tab = (typeof TABS)[number];

/** What comes in: sources, connectors, deliveries, quarantine, imports. */
export function DataPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const params = route.useParams();
  const { timeZone } = useScope();
  const tab: Tab = TABS.find((one) => one === params.tab) ?? 'sources';
  const sources = useQuery(sourcesQuery);
  const options = sources.data?.items ?? [];
  const quarantined = options.reduce((sum, source) => sum + source.quarantined, 0);

  const tabs = useActiveTabInView(`${tab} ${quarantined}`);

  const set = useCallback(
    (change: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...change }) }),
    [navigate],
  );
  const openTab = (next: string | null) =>
    void navigate({ params: { tab: next === 'sources' || next === null ? undefined : next }, search: {} });
  const changeDeliveries = useCallback(
    ({ openId, sourceId, text, senderId, state, since }: Partial<DeliveriesSearch>) =>
      set({
        ...(openId === undefined ? {} : { delivery: openId ?? undefined }),
        ...(sourceId === undefined ? {} : { from_source: sourceId ?? undefined }),
        ...(text === undefined ? {} : { q: text ?? undefined }),
        ...(senderId === undefined ? {} : { sender_id: senderId ?? undefined }),
        ...(state === undefined ? {} : { state: state ?? undefined }),
        ...(since === undefined ? {} : { since: since ?? undefined }),
      }),
    [set],
  );
  const openSource = useCallback((id: string | null) => set({ source: id ?? undefined }), [set]);
  const openConnector = useCallback((id: string | null) => set({ connector: id ?? undefined }), [set]);
  const openJob = useCallback((id: string | null) => set({ job: id ?? undefined }), [set]);
  const openDelivery = useCallback((id: string | null) => set({ delivery: id ?? undefined }), [set]);

  return (
    <>
      <PageHeader title={t('app.page.data')} question={t('data.question')} />
      <Tabs value={tab} onChange={openTab} keepMounted={false}>
        <Tabs.List ref={tabs} mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          <Tabs.Tab value="sources">{t('data.tab.sources')}</Tabs.Tab>
          <Tabs.Tab value="connectors">{t('data.tab.connectors')}</Tabs.Tab>
          <Tabs.Tab value="deliveries">{t('data.tab.deliveries')}</Tabs.Tab>
          <Tabs.Tab
            value="quarantine"
            rightSection={
              quarantined > 0 ? (
                <Badge
                  size="sm"
                  color="red"
                  variant="light"
                  style={{ flexShrink: 0, maxWidth: 'none' }}
                  miw="max-content"
                >
                  {quarantined.toLocaleString(t.language)}
                </Badge>
              ) : null
            }
          >
            {t('data.tab.quarantine')}
          </Tabs.Tab>
          <Tabs.Tab value="imports">{t('data.tab.imports')}</Tabs.Tab>
        </Tabs.List>
        <Suspense fallback={<Skeleton height={320} />}>
          <Tabs.Panel value="sources">
            <SourcesPanel
              openId={search.source ?? null}
              onOpen={openSource}
              isAdding={search.add ?? false}
              onAdding={(isAdding) => set({ add: isAdding || undefined })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="connectors">
            <ConnectorsPanel sources={options} openId={search.connector ?? null} onOpen={openConnector} />
          </Tabs.Panel>
          <Tabs.Panel value="deliveries">
            <DeliveriesPanel
              search={{
                state: search.state ?? null,
                sourceId: search.from_source ?? null,
                since: search.since ?? null,
                text: search.q ?? null,
                senderId: search.sender_id ?? null,
                openId: search.delivery ?? null,
              }}
              onChange={changeDeliveries}
              sources={options}
            />
          </Tabs.Panel>
          <Tabs.Panel value="quarantine">
            <QuarantinePanel
              sourceId={search.from_source ?? null}
              onSource={(id) => set({ from_source: id ?? undefined })}
              openId={search.delivery ?? null}
              onOpen={openDelivery}
              sources={options}
            />
          </Tabs.Panel>
          <Tabs.Panel value="imports">
            <ImportsTab timeZone={timeZone} jobId={search.job ?? null} onJob={openJob} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </>
  );
}
