import { Autocomplete, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Team } from '@tenken/shared/teams.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { TimeZonePicker } from '../../ui/TimeZonePicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { calendarsQuery, createTeam, updateTeam } from './catalog.queries.js';
import { monthNames, weekdayNames } from './weekdayNames.js';

interface Props {
  editing: Team | 'new' | null;
  onClose(): void;
}

const HOURS = ['workingFrom', 'workingTo', 'sleepFrom', 'sleepTo'] as const;

/** Makes or changes a team. */
export function TeamDialog({ editing, onClose }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const calendars = useQuery({ ...calendarsQuery, enabled: editing !== null }).data ?? [];
  const before = editing === 'new' ? null : editing;
  const [fields, setFields] = useState(() => fieldsOf(before));
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['teams'] });

  const save = async () => {
    const body = { ...fields, name: fields.name.trim(), calendar: fields.calendar.trim() };
    if (before === null) {
      const made = await createTeam(body);
      undoable({
        message: t('catalog.created', { name: made.name }),
        undo: async () => {
          await updateTeam(made.id, { archived: true });
          await refresh();
        },
      });
    } else {
      await updateTeam(before.id, body);
      undoable({
        message: t('catalog.saved', { name: body.name }),
        undo: async () => {
          await updateTeam(before.id, fieldsOf(before));
          await refresh();
        },
      });
    }
    await refresh();
  };

  return (
    <FormModal
      opened={editing !== null}
      onClose={onClose}
      title={before === null ? t('catalog.team.new') : t('catalog.editOf', { name: before.name })}
      submitLabel={before === null ? t('catalog.team.create') : t('ui.save')}
      disabled={fields.name.trim() === '' || fields.workingDays.length === 0 || fields.calendar.trim() === ''}
      onSubmit={save}
    >
      <TextInput
        label={t('catalog.name')}
        value={fields.name}
        maxLength={120}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
        data-autofocus
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TimeZonePicker
          label={t('catalog.team.timeZone')}
          value={fields.timeZone}
          onChange={(timeZone) => timeZone && setFields({ ...fields, timeZone })}
        />
        <Autocomplete
          label={t('catalog.team.calendar')}
          description={t('catalog.team.calendar.hint')}
          data={calendars.map(({ calendar }) => calendar)}
          value={fields.calendar}
          onChange={(calendar) => setFields({ ...fields, calendar })}
        />
      </SimpleGrid>
      <Checkbox.Group
        label={t('catalog.team.workingDays')}
        value={fields.workingDays.map(String)}
        onChange={(days) => setFields({ ...fields, workingDays: days.map(Number).sort() })}
      >
        <Group gap="md" mt={6}>
          {weekdayNames(t.language, 'short').map((name, index) => (
            <Checkbox key={name} value={String(index + 1)} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
      <Fieldset legend={t('catalog.team.hours')}>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {HOURS.map((hour) => (
            <TextInput
              key={hour}
              type="time"
              label={t(`catalog.team.${hour}`)}
              value={fields[hour]}
              onChange={(event) => setFields({ ...fields, [hour]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('catalog.team.weekStart')}
          value={String(fields.weekStartsOn)}
          data={weekdayNames(t.language, 'long').map((label, index) => ({
            value: String(index + 1),
            label,
          }))}
          onChange={(event) => setFields({ ...fields, weekStartsOn: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('catalog.team.fiscalYear')}
          value={String(fields.fiscalYearStartsIn)}
          data={monthNames(t.language).map((label, index) => ({ value: String(index + 1), label }))}
          onChange={(event) =>
            setFields({ ...fields, fiscalYearStartsIn: Number(event.currentTarget.value) })
          }
        />
      </SimpleGrid>
    </FormModal>
  );
}

function fieldsOf(team: Team | null) {
  return {
    name: team?.name ?? '',
    timeZone: team?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    calendar: team?.calendar ?? 'JP',
    workingDays: team?.workingDays ?? [1, 2, 3, 4, 5],
    workingFrom: team?.workingFrom ?? '09:00',
    workingTo: team?.workingTo ?? '18:00',
    sleepFrom: team?.sleepFrom ?? '22:00',
    sleepTo: team?.sleepTo ?? '08:00',
    weekStartsOn: team?.weekStartsOn ?? 1,
    fiscalYearStartsIn: team?.fiscalYearStartsIn ?? 4,
  };
}
