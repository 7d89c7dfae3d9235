import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { signOff, takeSignOffBack } from './reviewRecord.queries.js';
import { roomQuery } from './reviews.queries.js';

interface Props {
  room: ReviewRoom;
  myId: string | null;
  mayWrite: boolean;
}

/** Who has read and confirmed the record. Ctrl+Enter is not needed: there is one line, and a conversion never sends it. */
export function RecordSignOffs({ room, myId, mayWrite }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isClosed = room.status === 'closed';
  const mine = room.signOffs.find(({ person }) => person.id === myId);
  const show = (next: ReviewRoom) => {
    queryClient.setQueryData(roomQuery(room.id).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ['reviews', 'minutes', room.id] });
  };
  const run = async (work: () => Promise<ReviewRoom>) => {
    setBusy(true);
    setError(null);
    try {
      show(await work());
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const sign = async () => {
    const said = comment.trim();
    if (!(await run(() => signOff(room.id, said)))) return;
    setComment('');
    undoable({
      message: t('record.signOff.done'),
      undo: async () => show(await takeSignOffBack(room.id)),
      redo: async () => show(await signOff(room.id, said)),
    });
  };
  if (!isClosed) return <Text c="dimmed">{t('record.signOffs.notClosed')}</Text>;
  return (
    <Stack gap="xs">
      {room.signOffs.length === 0 && <Text c="dimmed">{t('record.signOffs.none')}</Text>}
      {room.signOffs.length > 0 && (
        <ul>
          {room.signOffs.map(({ person, at, comment: said }) => (
            <li key={person.id}>
              {person.name} ({formatInstant(at, { language: t.language, timeZone: room.timeZone })})
              {said !== null && said !== '' && `${t('record.colon')}${said}`}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && myId !== null && mine === undefined && (
        <Group align="end" gap="xs" data-print="hidden">
          <TextInput
            label={t('record.signOff.comment')}
            description={t('record.signOff.hint')}
            value={comment}
            maxLength={1000}
            w={{ base: '100%', sm: 420 }}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Button loading={busy} onClick={() => void sign()}>
            {t('record.signOff')}
          </Button>
        </Group>
      )}
      {mine !== undefined && (
        <Group data-print="hidden">
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void run(() => takeSignOffBack(room.id))}
          >
            {t('record.signOff.undo')}
          </Button>
        </Group>
      )}
      <FormError error={error} />
    </Stack>
  );
}
