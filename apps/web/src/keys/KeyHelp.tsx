import { Anchor, Modal, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { KeyCaps } from './KeyCaps.js';
import { useSingleKeys } from './KeyProvider.js';
import { shownBindings } from './KeyRegistry.js';
import { useKeyScopes } from './useKeys.js';

interface Props {
  opened: boolean;
  onClose(): void;
}

/** The keys of this page, as `?` shows them, and the switch for single keys. */
export function KeyHelp({ opened, onClose }: Props) {
  const t = useT();
  const groups = shownBindings(useKeyScopes());
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
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <Title order={3} size="h5">
              {group.title}
            </Title>
            <Table verticalSpacing={4} aria-label={group.title}>
              <Table.Tbody>
                {group.bindings.map((binding) => (
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
        ))}
        <Text size="sm" c="dimmed">
          {t('ui.keys.docs')}{' '}
          <Anchor href="/api/docs" underline="always">
            {t('ui.keys.api')}
          </Anchor>
        </Text>
      </Stack>
    </Modal>
  );
}
