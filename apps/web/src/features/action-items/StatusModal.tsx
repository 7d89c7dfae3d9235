import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { ActionItemStatus } from '@tenken/shared/action-items.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';

const CHOICES: readonly { status: ActionItemStatus; key: string }[] = [
  { status: 'open', key: 'o' },
  { status: 'in_progress', key: 'i' },
  { status: 'done', key: 'd' },
  { status: 'declined', key: 'w' },
];

interface Props {
  /** How many items it is about. */
  count: number;
  onChoose(status: ActionItemStatus, reason?: string): void;
  onClose(): void;
}

/** One letter sets the status; "won't do" asks for the reason. */
export function StatusModal({ count, onChoose, onClose }: Props) {
  const t = useT();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const choose = (status: ActionItemStatus) => {
    if (status === 'declined') setDeclining(true);
    else onChoose(status);
  };
  const decline = () => {
    if (reason.trim() !== '') onChoose('declined', reason.trim());
  };
  useKeys(
    t('actions.setStatus'),
    CHOICES.map(({ status, key }) => ({
      key,
      label: t(`actions.status.${status}`),
      run: () => choose(status),
    })),
    { inDialog: true, enabled: !declining },
  );
  useKeys(t('actions.status.declined'), [{ key: 'Mod+Enter', label: t('actions.decline'), run: decline }], {
    inDialog: true,
    enabled: declining,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('actions.setStatusOf', { n: count })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {declining ? (
        <Stack>
          <TextInput
            label={t('actions.reason')}
            description={t('actions.reason.help')}
            data-autofocus
            required
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button disabled={reason.trim() === ''} onClick={decline}>
              {t('actions.decline')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="xs">
          {CHOICES.map(({ status, key }) => (
            <Button
              key={status}
              variant="default"
              justify="space-between"
              rightSection={<KeyCaps combo={key} />}
              onClick={() => choose(status)}
            >
              {t(`actions.status.${status}`)}
            </Button>
          ))}
          <Text size="xs" c="dimmed">
            {t('actions.status.help')}
          </Text>
        </Stack>
      )}
    </Modal>
  );
}
