import { ActionIcon, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useT } from '../i18n/useT.js';
import { DefinitionText } from './DefinitionText.js';
import type { DefinitionKey } from './definitions.en.js';
import { PopoverButton } from './PopoverButton.js';

export interface DefinitionOfAnswer {
  key: string;
  version: number | string;
  text: string;
}

interface Props {
  /** A metric of the glossary; its text is in both languages. */
  definitionKey: DefinitionKey;
  /** What the answer itself says (`definition` of a figure's response): gives the version. */
  answered?: DefinitionOfAnswer | null;
}

/** A small button that says what a figure means, and by which version of its definition. */
export function DefinitionButton({ definitionKey, answered }: Props) {
  const t = useT();
  const title = t(`definition.${definitionKey}.title`);
  return (
    <PopoverButton
      label={title}
      width={340}
      button={(props) => (
        <ActionIcon
          {...props}
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t('ui.definition.open', { title })}
        >
          <IconInfoCircle size={16} aria-hidden />
        </ActionIcon>
      )}
    >
      {() => (
        <Stack gap={6}>
          <Text fw={700} size="sm">
            {title}
          </Text>
          <DefinitionText definitionKey={definitionKey} />
          {answered && (
            <Text size="xs" c="dimmed">
              {t('ui.definition.version', { key: answered.key, version: answered.version })}
            </Text>
          )}
        </Stack>
      )}
    </PopoverButton>
  );
}
