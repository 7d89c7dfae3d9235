import { List, Stack, Text } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { FormModal } from '../../ui/FormModal.js';
import type { ChangePreview } from './previewChange.js';

const SHOWN = 10;

interface Props {
  preview: ChangePreview;
  onConfirm(): Promise<void>;
  onClose(): void;
}

/** What changing many at once will do, before it does. */
export function BulkPreviewModal({ preview, onConfirm, onClose }: Props) {
  const t = useT();
  const { field, to, from, changed, unchanged } = preview;
  const word = (value: string | null): string => {
    if (value === null) return t(`actions.bulk.none.${field}`);
    if (field === 'dueOn') return formatDay(value, t.language);
    return t.optional(`actions.${field}.${value}`) ?? value;
  };
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('actions.bulk.title', { n: changed.length })}
      submitLabel={t('actions.bulk.confirm', { n: changed.length })}
      disabled={changed.length === 0}
      onSubmit={onConfirm}
    >
      <Text size="sm">
        {t('actions.bulk.to', { field: t(`actions.bulk.field.${field}`), value: word(to) })}
      </Text>
      <List size="sm">
        {from.slice(0, SHOWN).map(({ value, n }) => (
          <List.Item key={value ?? ''}>{t('actions.bulk.from', { n, value: word(value) })}</List.Item>
        ))}
        {from.length > SHOWN && (
          <List.Item>
            {t('actions.bulk.fromOthers', { n: from.slice(SHOWN).reduce((sum, { n }) => sum + n, 0) })}
          </List.Item>
        )}
        {unchanged > 0 && <List.Item>{t('actions.bulk.unchanged', { n: unchanged })}</List.Item>}
      </List>
      <Stack gap={2}>
        {changed.slice(0, SHOWN).map((item) => (
          <Text key={item.id} size="xs" c="dimmed" truncate>
            {item.title}
          </Text>
        ))}
        {changed.length > SHOWN && (
          <Text size="xs" c="dimmed">
            {t('actions.bulk.andMore', { n: changed.length - SHOWN })}
          </Text>
        )}
      </Stack>
    </FormModal>
  );
}
