import { Button, Group } from '@mantine/core';
import { IconClockPlus, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import type { RoomActions } from './useRoomActions.js';

/** What `t` adds. */
const MORE_MINUTES = 2;

/** More time for the step of the meeting, and a pause. */
export function StepTimer({ room, actions }: { room: ReviewRoom; actions: RoomActions }) {
  const t = useT();
  const isPaused = room.timerPausedAt !== null;
  const add = () => void actions.addMinutes(MORE_MINUTES);
  useKeys(t('reviews.keys.room'), [
    { key: 't', label: t('reviews.timer.add', { n: MORE_MINUTES }), run: add },
    {
      key: 'Shift+T',
      label: t(isPaused ? 'reviews.timer.resume' : 'reviews.timer.pause'),
      run: () => void actions.pauseTimer(!isPaused),
    },
  ]);
  return (
    <Group gap={6}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconClockPlus size={14} aria-hidden />}
        rightSection={<KeyCaps combo="t" />}
        onClick={add}
      >
        {t('reviews.timer.add', { n: MORE_MINUTES })}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={
          isPaused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
        }
        onClick={() => void actions.pauseTimer(!isPaused)}
      >
        {t(isPaused ? 'reviews.timer.resume' : 'reviews.timer.pause')}
      </Button>
    </Group>
  );
}
