import { Checkbox, FileInput, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { FormModal } from '../../ui/FormModal.js';
import { importHolidays } from './catalog.queries.js';
import { prepareHolidayList } from './prepareHolidayLines.js';

interface Props {
  opened: boolean;
  onClose(): void;
  calendar: string;
}

/** Takes a list of holidays in, pasted or from a file (CSV, iCalendar); it says before what it has understood. */
export function HolidayImportDialog({ opened, onClose, calendar }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [replaceYears, setReplaceYears] = useState(false);
  const { items, wrong } = useMemo(() => prepareHolidayList(text), [text]);
  const years = [...new Set(items.map(({ day }) => day.slice(0, 4)))].sort();
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setText(chosen === null ? '' : decode(await chosen.arrayBuffer()));
  };
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('catalog.holiday.importInto', { calendar })}
      submitLabel={t('catalog.holiday.import.submit', { n: items.length })}
      disabled={items.length === 0 || wrong.length > 0}
      onSubmit={async () => {
        const counts = await importHolidays({ calendar, items, replaceYears });
        announce(t('catalog.holiday.imported', counts));
        setText('');
        setFile(null);
        await queryClient.invalidateQueries({ queryKey: ['holidays'] });
      }}
    >
      <FileInput
        label={t('catalog.holiday.file')}
        description={t('catalog.holiday.file.hint')}
        placeholder={t('catalog.holiday.file.choose')}
        accept=".csv,.ics,.txt,text/csv,text/calendar,text/plain"
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        value={file}
        onChange={(chosen) => void choose(chosen)}
      />
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
      <Checkbox
        label={t('catalog.holiday.replaceYears')}
        description={t('catalog.holiday.replaceYears.hint')}
        checked={replaceYears}
        onChange={(event) => setReplaceYears(event.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed" role="status">
        {years.length === 0
          ? t('catalog.holiday.list.read', { n: items.length })
          : t('catalog.holiday.list.readYears', {
              n: items.length,
              years: years.length === 1 ? years[0]! : `${years[0]}–${years.at(-1)}`,
            })}
      </Text>
    </FormModal>
  );
}

/** The official Japanese list comes in Shift_JIS. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}
