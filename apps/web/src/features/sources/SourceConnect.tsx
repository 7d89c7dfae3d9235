import { Alert, Code, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { SourceCreatedResponse } from '@tenken/shared/sources.contract';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DatadogTemplateCheck } from './DatadogTemplateCheck.js';
import { FirstDelivery } from './FirstDelivery.js';
import { prepareSnippets, TOKEN_PLACEHOLDER } from './prepareSnippets.js';
import { SenderSecretForm } from './SenderSecretForm.js';
import { SnippetBlock } from './SnippetBlock.js';
import { SourceBlindSpots } from './SourceBlindSpots.js';

/** What to do at the sender: credentials (shown this once), configuration to paste, and the wait for what comes. */
export function SourceConnect({ created }: { created: SourceCreatedResponse }) {
  const t = useT();
  const { source, token, secret } = created;
  const credential = token ?? secret;
  return (
    <Stack>
      {credential !== null && (
        <Alert
          color="yellow"
          icon={<IconKey aria-hidden />}
          title={t(token === null ? 'sources.credential.secret' : 'sources.credential.token')}
        >
          <Group gap="xs">
            <Code style={{ overflowWrap: 'anywhere' }}>{credential}</Code>
            <CopyButton
              value={credential}
              label={t(token === null ? 'sources.credential.copySecret' : 'sources.credential.copy')}
            />
          </Group>
          <Text size="sm" mt={4}>
            {t(token === null ? 'sources.credential.once.secret' : 'sources.credential.once')}
          </Text>
        </Alert>
      )}
      {prepareSnippets(source, credential ?? TOKEN_PLACEHOLDER).map((snippet) => (
        <SnippetBlock key={snippet.key} snippet={snippet} />
      ))}
      {source.kind === 'datadog' && <DatadogTemplateCheck />}
      <SenderSecretForm source={source} />
      <SourceBlindSpots kind={source.kind} />
      <FirstDelivery sourceId={source.id} />
    </Stack>
  );
}
