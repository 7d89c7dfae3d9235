import { Badge, Button, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { MinutesPanel } from '../../features/reviews/MinutesPanel.js';
import { ReviewRecord } from '../../features/reviews/ReviewRecord.js';
import { roomQuery } from '../../features/reviews/reviews.queries.js';
import { useRoomActions } from '../../features/reviews/useRoomActions.js';
import { useRoomOutbox } from '../../features/reviews/useRoomOutbox.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

const route = getRouteApi('/reviews/$id/record');

export function ReviewRecordPage() {
  const t = useT();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay('write');
  const { outbox } = useRoomOutbox(id);
  const actions = useRoomActions(id, outbox);
  const query = useQuery(roomQuery(id));
  const room = query.data;
  const reopen = () =>
    actions.reopen().then(() => navigate({ to: '/reviews/$id', params: { id } }), actions.tell);
  return (
    <>
      <PageHeader
        title={room?.title ?? t('app.page.reviewRecord')}
        question={
          room && (
            <Group gap="xs">
              <Badge variant="light" color={room.status === 'closed' ? 'teal' : 'blue'} tt="none">
                {t(`reviews.status.${room.status}`)}
              </Badge>
              {room.closedAt !== null && (
                <span>
                  {t('reviews.record.frozen', {
                    time: formatInstant(room.closedAt, { language: t.language, timeZone: room.timeZone }),
                  })}
                </span>
              )}
            </Group>
          )
        }
        actions={
          may &&
          room?.status === 'closed' && (
            <Button variant="default" size="xs" onClick={() => void reopen()}>
              {t('reviews.reopen')}
            </Button>
          )
        }
      />
      <DataState query={query}>
        {(data) => (
          <Tabs
            value={search.view ?? 'record'}
            onChange={(view) =>
              void navigate({
                search: (old) => ({ ...old, view: view === 'minutes' ? ('minutes' as const) : undefined }),
              })
            }
            keepMounted={false}
          >
            <Tabs.List data-print="hidden" mb="md">
              <Tabs.Tab value="record">{t('reviews.record.title')}</Tabs.Tab>
              <Tabs.Tab value="minutes">{t('reviews.minutes.title')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="record">
              <ReviewRecord room={data} />
            </Tabs.Panel>
            <Tabs.Panel value="minutes">
              <MinutesPanel
                sessionId={id}
                language={search.minutes ?? data.language}
                onLanguage={(minutes) => void navigate({ search: (old) => ({ ...old, minutes }) })}
              />
            </Tabs.Panel>
          </Tabs>
        )}
      </DataState>
    </>
  );
}
