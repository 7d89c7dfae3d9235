import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';

export const SINCE_WORDS = ['1h', '24h', '7d'] as const;
export type Since = (typeof SINCE_WORDS)[number];

export interface DeliverySearch {
  sourceId: string | null;
  since: Since | null;
  text: string | null;
  /** what the sender calls it, whole */
  senderId: string | null;
}

interface Props {
  search: DeliverySearch;
  onChange(change: Partial<DeliverySearch>): void;
  sources: readonly { id: string; name: string }[];
}

const TYPING_MS = 300;

/** Source, age and text: what a list of deliveries is limited to beside its state. */
export function DeliveryFilterBar({ search, onChange, sources }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const changeText = useDebouncedCallback(
    (text: string) => onChange({ text: text.trim().length < 2 ? null : text.trim() }),
    TYPING_MS,
  );
  const changeSenderId = useDebouncedCallback(
    (senderId: string) => onChange({ senderId: senderId.trim() || null }),
    TYPING_MS,
  );
  useKeys(t('deliveries.list'), [
    { key: '/', label: t('deliveries.filter.focus'), run: () => input.current?.focus() },
  ]);
  return (
    <Group align="end" gap="sm">
      <NativeSelect
        label={t('deliveries.filter.source')}
        maw={240}
        value={search.sourceId ?? ''}
        data={[
          { value: '', label: t('deliveries.filter.source.all') },
          ...sources.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onChange({ sourceId: event.currentTarget.value || null })}
      />
      <NativeSelect
        label={t('deliveries.filter.since')}
        value={search.since ?? ''}
        data={[
          { value: '', label: t('deliveries.filter.since.any') },
          ...SINCE_WORDS.map((word) => ({ value: word, label: t(`deliveries.filter.since.${word}`) })),
        ]}
        onChange={(event) =>
          onChange({ since: SINCE_WORDS.find((word) => word === event.currentTarget.value) ?? null })
        }
      />
      <TextInput
        ref={input}
        label={t('deliveries.filter.text')}
        title={t('deliveries.filter.text.hint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={search.text ?? ''}
        onChange={(event) => changeText(event.currentTarget.value)}
      />
      <TextInput
        label={t('deliveries.filter.senderId')}
        title={t('deliveries.filter.senderId.hint')}
        defaultValue={search.senderId ?? ''}
        onChange={(event) => changeSenderId(event.currentTarget.value)}
      />
    </Group>
  );
}
