import { Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { FormModal } from '../../ui/FormModal.js';
import { importHolidays } from './catalog.queries.js';
import { prepareHolidayLines } from './prepareHolidayLines.js';

interface Props {
  opened: boolean;
  onClose(): void;
  calendar: string;
}

/** Takes a pasted list of holidays in; it says before what it has understood. */
export function HolidayImportDialog({ opened, onClose, calendar }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const { items, wrong } = useMemo(() => prepareHolidayLines(text), [text]);
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('catalog.holiday.importInto', { calendar })}
      submitLabel={t('catalog.holiday.import.submit', { n: items.length })}
      disabled={items.length === 0 || wrong.length > 0}
      onSubmit={async () => {
        const counts = await importHolidays({ calendar, items });
        announce(t('catalog.holiday.imported', counts));
        setText('');
        await queryClient.invalidateQueries({ queryKey: ['holidays'] });
      }}
    >
      <Textarea
        label={t('catalog.holiday.list')}
        description={t('catalog.holiday.list.hint')}
        placeholder={'2026-12-29, Year-end holiday, 年末休業\n2026-12-30, Year-end holiday, 年末休業'}
        rows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={
          wrong.length > 0
            ? t('catalog.holiday.list.wrong', { lines: wrong.slice(0, 10).join(t('ui.listSeparator')) })
            : null
        }
        data-autofocus
      />
      <Text size="sm" c="dimmed" role="status">
        {t('catalog.holiday.list.read', { n: items.length })}
      </Text>
    </FormModal>
  );
}
