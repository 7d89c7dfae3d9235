import { Button, CopyButton as Copying } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useT } from '../i18n/useT.js';
import { announce } from './announce.js';

interface Props {
  value: string;
  /** What is copied, for the accessible name: "Copy token". */
  label?: string;
}

/** Copies a text, and says that it did. */
export function CopyButton({ value, label }: Props) {
  const t = useT();
  return (
    <Copying value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="xs"
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={() => {
            copy();
            announce(t('ui.copied'));
          }}
        >
          {copied ? t('ui.copied') : (label ?? t('ui.copy'))}
        </Button>
      )}
    </Copying>
  );
}
