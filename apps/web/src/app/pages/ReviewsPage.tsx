import { Stack, Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { LobbyService } from '@tenken/shared/reviews.contract';
import { useMemo, useState } from 'react';
import { useMay, useSignedInUser } from '../../api/session.js';
import { ReviewLobby } from '../../features/reviews/ReviewLobby.js';
import { reviewPeopleQuery } from '../../features/reviews/reviews.queries.js';
import { SessionList } from '../../features/reviews/SessionList.js';
import { StartReviewDialog } from '../../features/reviews/StartReviewDialog.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';

const route = getRouteApi('/reviews');

export function ReviewsPage() {
  const t = useT();
  const scope = useScope();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('write');
  const me = useSignedInUser();
  const people = useQuery({ ...reviewPeopleQuery, enabled: mayWrite });
  const [settingUp, setSettingUp] = useState<readonly LobbyService[]>([]);
  const { from, to, timeZone } = scope;
  const window = useMemo(() => ({ from, to, timeZone }), [from, to, timeZone]);
  const selected = useMemo(() => new Set(search.pick ?? []), [search.pick]);
  return (
    <>
      <PageHeader title={t('app.page.reviews')} question={t('reviews.question')} />
      <Stack gap="xl">
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
      <StartReviewDialog
        opened={settingUp.length > 0}
        onClose={() => setSettingUp([])}
        services={settingUp}
        window={window}
        people={people.data ?? []}
        myId={me?.id ?? null}
        onCreated={(room) => {
          setSettingUp([]);
          if (room.status === 'running') void navigate({ to: '/reviews/$id', params: { id: room.id } });
        }}
      />
    </>
  );
}
