import { Button, Group, Modal, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { type PersonOption, PersonPicker } from '../../ui/PersonPicker.js';
import type { RoomActions } from './useRoomActions.js';

export interface RoomSettingsDialogProps {
  opened: boolean;
  onClose(): void;
  room: ReviewRoom;
  people: readonly PersonOption[];
  actions: RoomActions;
}

/** Name, roles, time and votes of a session that has been made. */
export function RoomSettingsDialog(props: RoomSettingsDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reviews.settings')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <RoomSettings {...props} />}
    </Modal>
  );
}

function RoomSettings({ room, people, actions, onClose }: RoomSettingsDialogProps) {
  const t = useT();
  const [title, setTitle] = useState(room.title);
  const [facilitatorId, setFacilitatorId] = useState(room.facilitator?.id ?? null);
  const [scribeId, setScribeId] = useState(room.scribe?.id ?? null);
  const [scheduledAt, setScheduledAt] = useState(room.scheduledAt);
  const [votesFirst, setVotesFirst] = useState(room.votesFirst);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    if (busy || title.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      await actions.patch({
        title: title.trim(),
        facilitatorId,
        scribeId,
        votesFirst,
        ...(room.status === 'planned' ? { scheduledAt } : {}),
      });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  useKeys(
    t('reviews.settings'),
    [{ key: 'Mod+Enter', label: t('reviews.settings.save'), run: () => void save() }],
    { inDialog: true },
  );
  return (
    <Stack>
      <TextInput
        label={t('reviews.setUp.name')}
        value={title}
        maxLength={200}
        required
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <PersonPicker
          label={t('reviews.facilitator')}
          people={people}
          value={facilitatorId}
          onChange={setFacilitatorId}
        />
        <PersonPicker label={t('reviews.scribe')} people={people} value={scribeId} onChange={setScribeId} />
      </SimpleGrid>
      <Switch
        label={t('reviews.votesFirst')}
        description={t('reviews.votesFirst.hint')}
        checked={votesFirst}
        onChange={(event) => setVotesFirst(event.currentTarget.checked)}
      />
      {room.status === 'planned' && (
        <InstantInput
          label={t('reviews.setUp.when')}
          value={scheduledAt}
          onChange={setScheduledAt}
          timeZone={room.timeZone}
        />
      )}
      <FormError error={error} />
      <Group justify="end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button loading={busy} disabled={title.trim() === ''} onClick={() => void save()}>
          {t('reviews.settings.save')}
        </Button>
      </Group>
    </Stack>
  );
}
