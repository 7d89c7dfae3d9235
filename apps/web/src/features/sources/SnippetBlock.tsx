import { Code, Group, Stack, Text, Title } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { formSnippets } from './formSnippets.js';
import type { Snippet } from './prepareSnippets.js';

/** A piece of configuration to paste, with what it is for. */
export function SnippetBlock({ snippet }: { snippet: Snippet }) {
  const t = useT();
  const isForm = snippet.key in formSnippets || snippet.key === 'datadogAddress';
  const title = t(`sources.snippet.${snippet.key}.title`);
  return (
    <Stack gap={4}>
      <Group justify="space-between" align="end" gap="xs">
        <Title order={3} size="h6" style={{ flex: '1 1 14rem' }}>
          {title}
        </Title>
        <CopyButton value={snippet.text} label={t('sources.snippet.copy')} />
      </Group>
      <Text size="sm" c="dimmed">
        {t(`sources.snippet.${snippet.key}.hint`)}
      </Text>
      <Code
        block
        mah="22rem"
        // What goes into a form is read line by line and may wrap; a file keeps its columns.
        style={{ overflow: 'auto', ...(isForm ? { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } : {}) }}
        tabIndex={0}
        role="region"
        aria-label={title}
      >
        {snippet.text}
      </Code>
    </Stack>
  );
}
