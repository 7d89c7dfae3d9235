import { Alert, Button, Group } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { PreTriageLink } from './PreTriageLink.js';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: ReviewRoom;
  mayWrite: boolean;
  actions: RoomActions;
}

/** Before the meeting: everyone can vote ahead, and the link to do so is sent from here. */
export function PlannedNote({ room, mayWrite, actions }: Props) {
  const t = useT();
  const when =
    room.scheduledAt === null
      ? null
      : formatInstant(room.scheduledAt, { language: t.language, timeZone: room.timeZone });
  return (
    <Alert
      color="blue"
      mb="md"
      title={when === null ? t('reviews.planned.title') : t('reviews.planned.at', { time: when })}
    >
      <Group justify="space-between">
        <span>{t('reviews.planned.votes')}</span>
        <Group gap="xs">
          <PreTriageLink reviewId={room.id} />
          {mayWrite && (
            <Button
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              onClick={() => void actions.start()}
            >
              {t('reviews.start')}
            </Button>
          )}
        </Group>
      </Group>
    </Alert>
  );
}
