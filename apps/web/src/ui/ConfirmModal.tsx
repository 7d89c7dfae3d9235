import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '../i18n/useT.js';
import { FormError } from './FormError.js';

export interface ConfirmDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  /** What will happen, in numbers where there are any. */
  children: ReactNode;
  /** Verb and object: "Delete import". */
  confirmLabel: string;
  /** The dialog closes when it has succeeded; what it throws is shown. */
  onConfirm(): Promise<unknown> | unknown;
  danger?: boolean;
}

/** The inside of ConfirmDialog, loaded when it first opens. */
export function ConfirmModal(props: ConfirmDialogProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    props.onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await props.onConfirm();
      props.onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Stack>
        <div>{props.children}</div>
        <FormError error={error} />
        <Group justify="end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('ui.cancel')}
          </Button>
          <Button color={props.danger ? 'red' : undefined} loading={busy} onClick={() => void confirm()}>
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
