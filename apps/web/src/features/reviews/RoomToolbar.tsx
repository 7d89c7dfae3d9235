import { Button, Group } from '@mantine/core';
import { IconHistory, IconPlus, IconPresentation, IconRefresh, IconSettings } from '@tabler/icons-react';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { memo, type ReactNode, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { LazyRoomSettingsDialog } from './LazyRoomSettingsDialog.js';
import classes from './ReviewRoom.module.css';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: ReviewRoom;
  mayWrite: boolean;
  isPresenter: boolean;
  people: readonly PersonOption[];
  actions: RoomActions;
  onPresent(): void;
  onHistory(): void;
  onAction(): void;
  extra?: ReactNode;
}

/** What can be done at every step. */
export const RoomToolbar = memo(function RoomToolbar({
  room,
  mayWrite,
  isPresenter,
  people,
  actions,
  ...props
}: Props) {
  const t = useT();
  const [isSettingUp, setIsSettingUp] = useState(false);
  return (
    <Group gap="xs" mb="sm" className={classes.tools}>
      {props.extra}
      {mayWrite && (
        <>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void actions.refresh()}
          >
            {t('reviews.refresh')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconSettings size={14} aria-hidden />}
            onClick={() => setIsSettingUp(true)}
          >
            {t('reviews.settings')}
          </Button>
        </>
      )}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconHistory size={14} aria-hidden />}
        rightSection={<KeyCaps combo="l" />}
        onClick={props.onHistory}
      >
        {t('reviews.history')}
      </Button>
      {mayWrite && room.status === 'running' && !isPresenter && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPresentation size={14} aria-hidden />}
          rightSection={<KeyCaps combo="p" />}
          onClick={props.onPresent}
        >
          {t('reviews.present.start')}
        </Button>
      )}
      {mayWrite && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            rightSection={<KeyCaps combo="a" />}
            onClick={props.onAction}
          >
            {t('reviews.action.title')}
          </Button>
          <LazyRoomSettingsDialog
            opened={isSettingUp}
            onClose={() => setIsSettingUp(false)}
            room={room}
            people={people}
            actions={actions}
          />
        </>
      )}
    </Group>
  );
});
