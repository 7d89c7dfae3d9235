import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useT } from '../i18n/useT.js';
import { useKeys } from '../keys/useKeys.js';
import { FormError } from './FormError.js';

interface Props {
  opened: boolean;
  onClose(): void;
  title: string;
  /** Verb and object: "Create team". */
  submitLabel: string;
  /** The dialog closes when it has succeeded; what it throws is shown and the fields stay as they are. */
  onSubmit(): Promise<unknown>;
  /** Keeps the button off while something required is missing. */
  disabled?: boolean;
  /** Stays open after success (to show a secret); the caller swaps the content. */
  keepOpen?: boolean;
  /** Replaces fields and buttons once there is nothing more to send. */
  done?: ReactNode;
  size?: string;
  children: ReactNode;
}

/** A form in a dialog: Ctrl/⌘+Enter or the button sends it; Enter that ends a Japanese conversion does not. */
export function FormModal(props: Props) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    props.onClose();
  };
  const submit = async () => {
    if (busy || props.disabled) return;
    setBusy(true);
    setError(null);
    try {
      await props.onSubmit();
      if (!props.keepOpen) close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  useKeys(props.title, [{ key: 'Mod+Enter', label: props.submitLabel, run: () => void submit() }], {
    inDialog: true,
    enabled: props.opened && !props.done,
  });
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      size={props.size ?? 'lg'}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.done ?? (
        <form
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void submit();
          }}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.keyCode === 229)) {
              event.preventDefault();
            }
          }}
        >
          <Stack>
            {props.children}
            <FormError error={error} />
            <Group justify="end">
              <Button variant="default" onClick={close}>
                {t('ui.cancel')}
              </Button>
              <Button type="submit" loading={busy} disabled={props.disabled}>
                {props.submitLabel}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
