import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { isIsoDay } from '../../time/isoDay.js';
import { FormModal } from '../../ui/FormModal.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { createHoliday, deleteHoliday } from './catalog.queries.js';

interface Props {
  opened: boolean;
  onClose(): void;
  calendar: string;
  year: number;
}

/** Adds one holiday. */
export function HolidayDialog({ opened, onClose, calendar, year }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [day, setDay] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [nameJa, setNameJa] = useState('');
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['holidays'] });
  const save = async () => {
    const made = await createHoliday({
      calendar,
      day,
      ...(nameEn.trim() ? { nameEn: nameEn.trim() } : {}),
      ...(nameJa.trim() ? { nameJa: nameJa.trim() } : {}),
    });
    undoable({
      message: t('catalog.holiday.added', { name: t.language === 'ja' ? made.nameJa : made.nameEn }),
      undo: async () => {
        await deleteHoliday(made.id);
        await refresh();
      },
    });
    setDay('');
    setNameEn('');
    setNameJa('');
    await refresh();
  };
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('catalog.holiday.newIn', { calendar })}
      submitLabel={t('catalog.holiday.new')}
      disabled={!isIsoDay(day) || (nameEn.trim() === '' && nameJa.trim() === '')}
      onSubmit={save}
      size="md"
    >
      <TextInput
        type="date"
        label={t('catalog.holiday.day')}
        value={day}
        min={`${year - 1}-01-01`}
        onChange={(event) => setDay(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('catalog.holiday.nameEn')}
        lang="en"
        value={nameEn}
        maxLength={120}
        onChange={(event) => setNameEn(event.currentTarget.value)}
      />
      <TextInput
        label={t('catalog.holiday.nameJa')}
        description={t('catalog.holiday.name.hint')}
        lang="ja"
        value={nameJa}
        maxLength={120}
        onChange={(event) => setNameJa(event.currentTarget.value)}
      />
    </FormModal>
  );
}
