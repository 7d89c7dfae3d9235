import { List, Text, Title } from '@mantine/core';
import type { ReplayUnknown } from '@tenken/shared/replay.contract';
import { useT } from '../../i18n/useT.js';

/** What a replay cannot know, in words: it belongs beside its figures. */
export function CannotKnow({ codes }: { codes: readonly ReplayUnknown[] }) {
  const t = useT();
  return (
    <section aria-label={t('whatIf.cannotKnow')}>
      <Title order={3} size="h5" mb={4}>
        {t('whatIf.cannotKnow')}
      </Title>
      <List size="sm" spacing={4}>
        {codes.map((code) => (
          <List.Item key={code}>
            <Text size="sm" maw={760}>
              {t(`whatIf.unknown.${code}`)}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
