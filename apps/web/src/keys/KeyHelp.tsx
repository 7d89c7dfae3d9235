import { Anchor, Modal, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { KeyCaps } from './KeyCaps.js';
import { useSingleKeys } from './KeyProvider.js';
import { useKeyScopes } from './useKeys.js';

interface Props {
  opened: boolean;
  onClose(): void;
}

/** The keys of this page, as `?` shows them, and the switch for single keys. */
export function KeyHelp({ opened, onClose }: Props) {
  const t = useT();
  const scopes = useKeyScopes().toReversed();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('ui.keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Stack gap="lg">
        <Switch
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          label={t('ui.keys.single')}
          description={t('ui.keys.single.hint')}
        />
        {scopes.map((scope, index) => {
          const shown = scope.bindings.filter((binding) => binding.when !== false && !binding.hidden);
          if (shown.length === 0) return null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: scopes have no identity of their own
            <section key={index} aria-label={scope.title}>
              <Title order={3} size="h5">
                {scope.title}
              </Title>
              <Table verticalSpacing={4} aria-label={scope.title}>
                <Table.Tbody>
                  {shown.map((binding) => (
                    <Table.Tr key={binding.label}>
                      <Table.Td w={180}>
                        {[binding.key].flat().map((combo, place) => (
                          <span key={combo}>
                            {place > 0 && ' · '}
                            <KeyCaps combo={combo} />
                          </span>
                        ))}
                      </Table.Td>
                      <Table.Td>{binding.label}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </section>
          );
        })}
        <Text size="sm" c="dimmed">
          {t('ui.keys.docs')} <Anchor href="/api/docs">{t('ui.keys.api')}</Anchor>
        </Text>
      </Stack>
    </Modal>
  );
}
