import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useT } from '../i18n/useT.js';
import { CopyButton } from './CopyButton.js';

interface Props {
  /** What it is: "Invitation link". */
  label: string;
  value: string;
  /** That it is shown this once, until when it is good, and what to do with it. */
  hint: string;
  onClose(): void;
}

/** A secret that the server tells once: to copy, never to come back to. */
export function SecretOnce({ label, value, hint, onClose }: Props) {
  const t = useT();
  return (
    <Stack>
      <Alert color="yellow" icon={<IconKey aria-hidden />} role="status">
        {hint}
      </Alert>
      <TextInput
        label={label}
        value={value}
        readOnly
        data-autofocus
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="end">
        <CopyButton value={value} />
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </Group>
    </Stack>
  );
}
