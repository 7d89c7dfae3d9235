import {
  ActionIcon,
  Autocomplete,
  Badge,
  Button,
  Group,
  NumberInput,
  Paper,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconListDetails, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Holiday } from '@tenken/shared/holidays.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { AddButton } from '../../ui/AddButton.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { SectionHeading } from '../../ui/SectionHeading.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { CalendarCoverage } from './CalendarCoverage.js';
import classes from './Catalog.module.css';
import { calendarsQuery, createHoliday, deleteHoliday, holidaysQuery } from './catalog.queries.js';
import { HolidayDialog } from './HolidayDialog.js';
import { HolidayImportDialog } from './HolidayImportDialog.js';
import { monthNames } from './weekdayNames.js';

interface Props {
  calendar: string;
  year: number;
  onChange(to: { calendar: string; year: number }): void;
}

/** The holidays of one calendar and year; they are no business days and count as off time. */
export function CalendarPanel({ calendar, year, onChange }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const holidays = useQuery(holidaysQuery(calendar, year));
  const calendars = useQuery(calendarsQuery);
  const [opened, setOpened] = useState<'add' | 'import' | null>(null);
  const [typed, setTyped] = useState(calendar);
  const choose = (name: string) => {
    setTyped(name);
    if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(name.trim())) onChange({ calendar: name.trim(), year });
  };
  return (
    <Stack>
      <SectionHeading
        title={t('catalog.calendar')}
        hint={t('catalog.calendar.hint')}
        actions={
          mayWrite && (
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconListDetails size={16} aria-hidden />}
                onClick={() => setOpened('import')}
              >
                {t('catalog.holiday.import')}
              </Button>
              <AddButton onClick={() => setOpened('add')}>{t('catalog.holiday.new')}</AddButton>
            </Group>
          )
        }
      />
      <Group align="end">
        <Autocomplete
          label={t('catalog.calendar.name')}
          data={(calendars.data ?? []).map((one) => one.calendar)}
          value={typed}
          onChange={choose}
        />
        <NumberInput
          label={t('catalog.calendar.year')}
          value={year}
          min={1900}
          max={2200}
          w={110}
          clampBehavior="strict"
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1900) onChange({ calendar, year: value });
          }}
        />
      </Group>
      <CalendarCoverage calendar={calendar} />
      <DataState
        query={holidays}
        isEmpty={(items) => items.length === 0}
        empty={{
          title: t('catalog.calendar.empty', { calendar, year: String(year) }),
          hint: t('catalog.calendar.empty.hint'),
        }}
      >
        {(items) => <HolidayMonths holidays={items} mayWrite={mayWrite} />}
      </DataState>
      <HolidayDialog
        opened={opened === 'add'}
        onClose={() => setOpened(null)}
        calendar={calendar}
        year={year}
      />
      <HolidayImportDialog opened={opened === 'import'} onClose={() => setOpened(null)} calendar={calendar} />
    </Stack>
  );
}

function HolidayMonths({ holidays, mayWrite }: { holidays: readonly Holiday[]; mayWrite: boolean }) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const nameOf = (holiday: Holiday) => (t.language === 'ja' ? holiday.nameJa : holiday.nameEn);
  const remove = async (holiday: Holiday) => {
    const refresh = () => queryClient.invalidateQueries({ queryKey: ['holidays'] });
    const { calendar, day, nameEn, nameJa } = holiday;
    setError(null);
    try {
      await deleteHoliday(holiday.id);
      undoable({
        message: t('catalog.holiday.removed', { name: nameOf(holiday) }),
        undo: async () => {
          await createHoliday({ calendar, day, nameEn, nameJa });
          await refresh();
        },
      });
    } catch (failure) {
      setError(failure);
    }
    await refresh();
  };
  const months = monthNames(t.language).map((name, month) => ({
    name,
    days: holidays.filter((holiday) => Number(holiday.day.slice(5, 7)) === month + 1),
  }));
  return (
    <>
      <FormError error={error} />
      <Text size="sm">{t('catalog.calendar.count', { n: holidays.length })}</Text>
      <div className={classes.months}>
        {months
          .filter(({ days }) => days.length > 0)
          .map(({ name, days }) => (
            <Paper key={name} withBorder p="sm" component="section" aria-label={name}>
              <Title order={3} size="h6">
                {name}
              </Title>
              <ul className={classes.holidays}>
                {days.map((holiday) => (
                  <li key={holiday.id} className={classes.holiday}>
                    <div>
                      <Text size="xs" c="dimmed">
                        {formatDay(holiday.day, t.language, { weekday: true })}
                      </Text>
                      <Group gap={6}>
                        <Text size="sm">{nameOf(holiday)}</Text>
                        {holiday.origin !== 'builtin' && (
                          <Badge size="xs" variant="outline" color="gray">
                            {t(`catalog.holiday.origin.${holiday.origin}`)}
                          </Badge>
                        )}
                      </Group>
                    </div>
                    {mayWrite && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('catalog.holiday.remove', {
                          name: nameOf(holiday),
                          day: formatDay(holiday.day, t.language),
                        })}
                        onClick={() => void remove(holiday)}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    )}
                  </li>
                ))}
              </ul>
            </Paper>
          ))}
      </div>
    </>
  );
}
