import { Radio, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { SourceKind } from '@tenken/shared/sources.contract';
import { useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { prepareKinds } from './prepareKinds.js';

interface Props {
  value: SourceKind;
  onChange(kind: SourceKind): void;
}

/** Every kind of source with a sentence, in groups, narrowed by typing. */
export function KindPicker({ value, onChange }: Props) {
  const t = useT();
  const [words, setWords] = useState('');
  const groups = useMemo(() => prepareKinds(t, words), [t, words]);
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t('sources.kind.filter')}
        placeholder={t('sources.kind.filter')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('sources.wizard.kind')}
        value={value}
        onChange={(next) => onChange(SourceKind.parse(next))}
      >
        <ScrollArea.Autosize mah="min(46vh, 26rem)" type="auto" offsetScrollbars mt={4}>
          {groups.length === 0 && (
            <Text size="sm" c="dimmed" role="status">
              {t('sources.kind.none')}
            </Text>
          )}
          <Stack gap="md">
            {groups.map(({ category, title, kinds }) => (
              <Stack key={category} gap="xs">
                <Text size="xs" fw={700} c="dimmed">
                  {title}
                </Text>
                {kinds.map(({ kind, name, hint }) => (
                  <Radio key={kind} value={kind} label={name} description={hint} />
                ))}
              </Stack>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Radio.Group>
    </Stack>
  );
}
