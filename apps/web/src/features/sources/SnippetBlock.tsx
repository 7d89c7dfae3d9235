import { Box, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import type { Snippet } from './prepareSnippets.js';

/** A piece of configuration to paste, with what it is for. */
export function SnippetBlock({ snippet }: { snippet: Snippet }) {
  const t = useT();
  const title = t(`sources.snippet.${snippet.key}.title`);
  return (
    <Stack gap={4}>
      <Group justify="space-between" align="end" gap="xs" wrap="nowrap">
        <Title order={3} size="h6">
          {title}
        </Title>
        <Box style={{ flexShrink: 0 }}>
          <CopyButton value={snippet.text} label={t('sources.snippet.copy')} />
        </Box>
      </Group>
      <Text size="sm" c="dimmed">
        {t(`sources.snippet.${snippet.key}.hint`)}
      </Text>
      <Code block mah="22rem" style={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label={title}>
        {snippet.text}
      </Code>
    </Stack>
  );
}
