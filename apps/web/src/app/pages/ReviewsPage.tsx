import { Stack, Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useMay, useSignedInUser } from '../../api/session.js';
import { CadencePanel } from '../../features/review-cadence/CadencePanel.js';
import { LazyStartReviewDialog } from '../../features/reviews/LazyStartReviewDialog.js';
import { ReviewLobby } from '../../features/reviews/ReviewLobby.js';
import { lobbyQuery, reviewPeopleQuery, roomQuery } from '../../features/reviews/reviews.queries.js';
import { SessionList } from '../../features/reviews/SessionList.js';
import type { ServiceToReview } from '../../features/reviews/StartReviewForm.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { ReviewSections } from '../ReviewSections.js';

const route = getRouteApi('/reviews');

export function ReviewsPage() {
  const t = useT();
  const scope = useScope();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('write');
  const me = useSignedInUser();
  const people = useQuery({ ...reviewPeopleQuery, enabled: mayWrite });
  const [settingUp, setSettingUp] = useState<readonly ServiceToReview[]>([]);
  const { from, to, timeZone } = scope;
  const window = useMemo(() => ({ from, to, timeZone }), [from, to, timeZone]);
  const { serviceIds, teamId } = scope;
  const cadenceScope = useMemo(
    () => ({ serviceIds, teamId, language: t.language }),
    [serviceIds, teamId, t.language],
  );
  // From the record of the one before: the same services, with what is open of them now.
  const next = search.next ?? null;
  const previous = useQuery({ ...roomQuery(next ?? ''), enabled: next !== null && mayWrite }).data ?? null;
  const lobby = useQuery({ ...lobbyQuery(window), enabled: next !== null && mayWrite }).data;
  const continued = useMemo(() => {
    if (previous === null || lobby === undefined) return [];
    const ids = new Set(previous.services.map(({ id }) => id));
    return lobby.items.filter((service) => ids.has(service.serviceId));
  }, [previous, lobby]);
  const services = settingUp.length > 0 ? settingUp : continued;
  const leave = () => {
    setSettingUp([]);
    if (next !== null) void navigate({ search: (old) => ({ ...old, next: undefined }), replace: true });
  };
  const selected = useMemo(() => new Set(search.pick ?? []), [search.pick]);
  return (
    <>
      <PageHeader title={t('app.page.reviews')} question={t('reviews.question')} />
      <ReviewSections />
      <Stack gap="xl">
        <CadencePanel
          scope={cadenceScope}
          timeZone={timeZone}
          decisionsTarget={{ to: '/decisions', search: { status: 'overdue' } }}
        />
        <section aria-labelledby="lobby-title">
          <Title order={2} size="h4" id="lobby-title" mb={4}>
            {t('reviews.lobby.title')}
          </Title>
          <ReviewLobby
            window={window}
            serviceIds={scope.serviceIds}
            teamId={scope.teamId}
            selected={selected}
            onSelect={(ids) =>
              void navigate({ search: (old) => ({ ...old, pick: [...ids] }), replace: true })
            }
            sort={search.sort ?? null}
            onSort={(sort) => void navigate({ search: (old) => ({ ...old, sort: sort ?? undefined }) })}
            mayWrite={mayWrite}
            onSetUp={setSettingUp}
          />
        </section>
        <Tabs
          value={search.list ?? 'open'}
          onChange={(list) =>
            void navigate({
              search: (old) => ({ ...old, list: list === 'closed' ? ('closed' as const) : undefined }),
            })
          }
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="open">{t('reviews.list.open')}</Tabs.Tab>
            <Tabs.Tab value="closed">{t('reviews.list.closed')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="open" pt="sm">
            <SessionList status="open" timeZone={timeZone} />
          </Tabs.Panel>
          <Tabs.Panel value="closed" pt="sm">
            <SessionList status="closed" timeZone={timeZone} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
      <LazyStartReviewDialog
        opened={services.length > 0}
        onClose={leave}
        services={services}
        window={window}
        people={people.data ?? []}
        myId={me?.id ?? null}
        previous={settingUp.length > 0 ? null : previous}
        onCreated={(room) => {
          setSettingUp([]);
          void navigate({ to: '/reviews/$id', params: { id: room.id } });
        }}
      />
    </>
  );
}
