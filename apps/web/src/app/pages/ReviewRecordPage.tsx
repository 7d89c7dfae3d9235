import { Badge, Button, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useMay, useSignedInUser } from '../../api/session.js';
import { ChatHistory } from '../../features/chat/ChatHistory.js';
import { SendToChat } from '../../features/chat/SendToChat.js';
import { MinutesPanel } from '../../features/reviews/MinutesPanel.js';
import { MinutesPaper } from '../../features/reviews/MinutesPaper.js';
import { RecordToolbar } from '../../features/reviews/RecordToolbar.js';
import { ReviewRecord } from '../../features/reviews/ReviewRecord.js';
import { reviewRecordQuery } from '../../features/reviews/reviewRecord.queries.js';
import { minutesQuery, roomQuery } from '../../features/reviews/reviews.queries.js';
import { useRoomActions } from '../../features/reviews/useRoomActions.js';
import { useRoomOutbox } from '../../features/reviews/useRoomOutbox.js';
import { LazyIssueDialog } from '../../features/tracker-issues/LazyIssueDialog.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { usePrintReady } from '../../ui/usePrintReady.js';

const route = getRouteApi('/reviews/$id/record');

/** What a review decided and what has become of it; or, to be printed, its minutes as a sheet. */
export function ReviewRecordPage() {
  const { print } = route.useSearch();
  return print === true ? <PrintedMinutes /> : <Record />;
}

function PrintedMinutes() {
  const { id } = route.useParams();
  const { minutes } = route.useSearch();
  const room = useQuery({ ...roomQuery(id), enabled: minutes === undefined });
  const language = minutes ?? room.data?.language;
  const text = useQuery({ ...minutesQuery(id, language ?? 'en'), enabled: language !== undefined });
  usePrintReady(true, text.data !== undefined);
  const title = text.data?.split('\n')[0]?.replace(/^# /, '').replace(/\\(.)/g, '$1');
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Tenken`;
  }, [title]);
  return language === undefined ? null : <MinutesPaper sessionId={id} language={language} />;
}

function Record() {
  const t = useT();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay('write');
  const me = useSignedInUser();
  const { outbox } = useRoomOutbox(id);
  const actions = useRoomActions(id, outbox);
  const query = useQuery(roomQuery(id));
  const record = useQuery(reviewRecordQuery(id));
  const [issueOf, setIssueOf] = useState<string | null>(null);
  const makeIssue = useCallback((item: { id: string }) => setIssueOf(item.id), []);
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
        {(data) => {
          const language = search.minutes ?? data.language;
          return (
            <>
              <RecordToolbar
                room={data}
                language={language}
                onLanguage={(minutes) =>
                  void navigate({ search: (old) => ({ ...old, minutes }), replace: true })
                }
                mayWrite={may}
              >
                <SendToChat reviewId={id} mayWrite={may} />
              </RecordToolbar>
              <Tabs
                value={search.view ?? 'record'}
                onChange={(view) =>
                  void navigate({
                    search: (old) => ({
                      ...old,
                      view: view === 'minutes' ? ('minutes' as const) : undefined,
                    }),
                  })
                }
                keepMounted={false}
              >
                <Tabs.List data-print="hidden" mb="md">
                  <Tabs.Tab value="record">{t('reviews.record.title')}</Tabs.Tab>
                  <Tabs.Tab value="minutes">{t('reviews.minutes.title')}</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="record">
                  <ReviewRecord
                    room={data}
                    record={record.data}
                    myId={me?.id ?? null}
                    mayWrite={may}
                    onMakeIssue={may ? makeIssue : null}
                  />
                  <ChatHistory reviewId={id} timeZone={data.timeZone} />
                </Tabs.Panel>
                <Tabs.Panel value="minutes">
                  <MinutesPanel sessionId={id} language={language} />
                </Tabs.Panel>
              </Tabs>
            </>
          );
        }}
      </DataState>
      <LazyIssueDialog
        key={issueOf}
        opened={issueOf !== null}
        actionItemId={issueOf ?? ''}
        onClose={() => setIssueOf(null)}
      />
    </>
  );
}
