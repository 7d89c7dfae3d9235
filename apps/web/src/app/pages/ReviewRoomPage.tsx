import { Badge, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReviewRoom as Room } from '@tenken/shared/reviews.contract';
import { memo, useCallback, useMemo, useState } from 'react';
import { useMay, useSignedInUser } from '../../api/session.js';
import { ReviewRoom } from '../../features/reviews/ReviewRoom.js';
import { reviewPeopleQuery, roomQuery } from '../../features/reviews/reviews.queries.js';
import type { RenderDecisionDialog } from '../../features/reviews/roomDecisionDialog.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';
import { RoomRuleEvidence } from './RoomRuleEvidence.js';

const route = getRouteApi('/reviews/$id');
const NO_ROOM = { from: '', to: '', timeZone: '', services: [] };
const NOBODY: readonly PersonOption[] = [];
const renderDecisionDialog: RenderDecisionDialog = (props) => <LazyDecisionDialog {...props} />;

export function ReviewRoomPage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay('write');
  const me = useSignedInUser();
  const query = useQuery(roomQuery(id));
  const [showsEvidence, setShowsEvidence] = useState(false);
  // What the room is made of is memoised: none of it is drawn again because this page was.
  const { from, to, timeZone, services } = query.data ?? NO_ROOM;
  const scope = useMemo(() => ({ from, to, timeZone, services }), [from, to, timeZone, services]);
  const renderPeekExtra = useCallback(
    (ruleId: string) => (
      <RoomRuleEvidence
        room={scope}
        ruleId={ruleId}
        opened={showsEvidence}
        onToggle={() => setShowsEvidence((shown) => !shown)}
      />
    ),
    [scope, showsEvidence],
  );
  const onStep = useCallback(
    (step: string | null) =>
      void navigate({ search: (old) => ({ ...old, step: step ?? undefined, item: undefined }) }),
    [navigate],
  );
  const onItem = useCallback(
    (item: string | null) =>
      void navigate({ search: (old) => ({ ...old, item: item ?? undefined }), replace: true }),
    [navigate],
  );
  const onClosed = useCallback(
    () => void navigate({ to: '/reviews/$id/record', params: { id } }),
    [navigate, id],
  );
  const people = useQuery({ ...reviewPeopleQuery, enabled: may });
  const room = query.data;
  return (
    <>
      <RoomHead
        id={id}
        title={room?.title ?? null}
        status={room?.status ?? 'planned'}
        from={from}
        to={to}
        timeZone={timeZone}
      />
      <DataState query={query}>
        {(data) => (
          <ReviewRoom
            room={data}
            people={people.data ?? NOBODY}
            myId={me?.id ?? null}
            mayWrite={may && data.status !== 'closed'}
            step={search.step ?? null}
            itemId={search.item ?? null}
            onStep={onStep}
            onItem={onItem}
            renderPeekExtra={renderPeekExtra}
            renderDecisionDialog={renderDecisionDialog}
            onClosed={onClosed}
          />
        )}
      </DataState>
    </>
  );
}

interface HeadProps extends Pick<Room, 'id' | 'status' | 'from' | 'to' | 'timeZone'> {
  /** null: not loaded yet */
  title: string | null;
}

/** Memoised: no verdict changes it. */
const RoomHead = memo(function RoomHead({ id, title, status, from, to, timeZone }: HeadProps) {
  const t = useT();
  if (title === null) return <PageHeader title={t('app.page.reviewRoom')} />;
  return (
    <PageHeader
      title={title}
      question={
        <Group gap="xs">
          <Badge variant="light" color={status === 'running' ? 'blue' : 'gray'} tt="none">
            {t(`reviews.status.${status}`)}
          </Badge>
          <span>
            {t('app.range.days', {
              from: formatDay(dayOf(from, timeZone), t.language),
              to: formatDay(dayOf(new Date(Date.parse(to) - 1), timeZone), t.language),
            })}
          </span>
          <RowsLink target={{ to: '/reviews/$id/record', params: { id } }}>{t('reviews.toRecord')}</RowsLink>
        </Group>
      }
    />
  );
});
