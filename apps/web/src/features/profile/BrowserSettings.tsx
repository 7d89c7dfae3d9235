import { Paper, Radio, Stack, Switch, Text, Title, useMantineColorScheme } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { useSingleKeys } from '../../keys/KeyProvider.js';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** What is remembered in this browser only: single keys and colours. They count at once. */
export function BrowserSettings() {
  const t = useT();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Paper withBorder p="md">
      <Stack>
        <div>
          <Title order={3} size="h5">
            {t('profile.browser')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('profile.browser.hint')}
          </Text>
        </div>
        <Switch
          label={t('ui.keys.single')}
          description={t('ui.keys.single.hint')}
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <Radio.Group
          label={t('app.colour')}
          value={colorScheme}
          onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
        >
          <Stack gap={6} mt={6}>
            {SCHEMES.map((scheme) => (
              <Radio key={scheme} value={scheme} label={t(`app.colour.${scheme}`)} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </Paper>
  );
}
