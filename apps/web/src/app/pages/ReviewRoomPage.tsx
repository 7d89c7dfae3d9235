import { Badge, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useMay, useSignedInUser } from '../../api/session.js';
import { ReviewRoom } from '../../features/reviews/ReviewRoom.js';
import { reviewPeopleQuery, roomQuery } from '../../features/reviews/reviews.queries.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';
import { RoomRuleEvidence } from './RoomRuleEvidence.js';

const route = getRouteApi('/reviews/$id');

export function ReviewRoomPage() {
  const t = useT();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay('write');
  const me = useSignedInUser();
  const query = useQuery(roomQuery(id));
  const [showsEvidence, setShowsEvidence] = useState(false);
  // The peek is memoised: it is drawn again when this is another function.
  const renderPeekExtra = useCallback(
    (ruleId: string) =>
      query.data && (
        <RoomRuleEvidence
          room={query.data}
          ruleId={ruleId}
          opened={showsEvidence}
          onToggle={() => setShowsEvidence((shown) => !shown)}
        />
      ),
    [query.data, showsEvidence],
  );
  const people = useQuery({ ...reviewPeopleQuery, enabled: may });
  const room = query.data;
  return (
    <>
      <PageHeader
        title={room?.title ?? t('app.page.reviewRoom')}
        question={
          room && (
            <Group gap="xs">
              <Badge variant="light" color={room.status === 'running' ? 'blue' : 'gray'} tt="none">
                {t(`reviews.status.${room.status}`)}
              </Badge>
              <span>
                {t('app.range.days', {
                  from: formatDay(dayOf(room.from, room.timeZone), t.language),
                  to: formatDay(dayOf(new Date(Date.parse(room.to) - 1), room.timeZone), t.language),
                })}
              </span>
              <RowsLink target={{ to: '/reviews/$id/record', params: { id } }}>
                {t('reviews.toRecord')}
              </RowsLink>
            </Group>
          )
        }
      />
      <DataState query={query}>
        {(data) => (
          <ReviewRoom
            room={data}
            people={people.data ?? []}
            myId={me?.id ?? null}
            mayWrite={may && data.status !== 'closed'}
            step={search.step ?? null}
            itemId={search.item ?? null}
            onStep={(step) =>
              void navigate({ search: (old) => ({ ...old, step: step ?? undefined, item: undefined }) })
            }
            onItem={(item) =>
              void navigate({ search: (old) => ({ ...old, item: item ?? undefined }), replace: true })
            }
            renderPeekExtra={renderPeekExtra}
            renderDecisionDialog={(props) => <LazyDecisionDialog {...props} />}
            onClosed={() => void navigate({ to: '/reviews/$id/record', params: { id } })}
          />
        )}
      </DataState>
    </>
  );
}
