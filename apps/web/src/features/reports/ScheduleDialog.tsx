import { Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ReportBucket, type ReportSchedule } from '@tenken/shared/reports.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { TimeZonePicker } from '../../ui/TimeZonePicker.js';
import { type ReportScopeChoice, ReportScopeSelect, scopeBody } from './ReportScopeSelect.js';
import { defaultBucket } from './reportPeriods.js';
import { calendarNamesQuery, createSchedule, patchSchedule, schedulesQuery } from './reports.queries.js';
import { scopeName } from './reportWords.js';

export interface ScheduleDialogProps {
  opened: boolean;
  editing: ReportSchedule | 'new' | null;
  timeZone: string;
  fiscalStart: number;
  /** the scope of the page, for a new one */
  scope: ReportScopeChoice;
  teams: readonly { id: string; name: string }[];
  services: readonly { id: string; name: string }[];
  onClose(): void;
}

/** Of which periods, about what, and when. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const { editing, teams, services } = props;
  const t = useT();
  const queryClient = useQueryClient();
  const calendars = useQuery({ ...calendarNamesQuery, enabled: props.opened }).data ?? [];
  const before = editing === 'new' ? null : editing;
  const [scope, setScope] = useState(props.scope);
  const [fields, setFields] = useState({
    bucket: ReportBucket.safeParse(before?.bucket).data ?? defaultBucket(props.fiscalStart),
    timeZone: before?.timeZone ?? props.timeZone,
    businessDay: before?.businessDay ?? 3,
    at: before?.at ?? '09:00',
    calendar: before?.calendar ?? (props.timeZone === 'Asia/Tokyo' ? 'JP' : ''),
  });
  const save = async () => {
    if (before === null) await createSchedule({ ...fields, ...scopeBody(scope), enabled: true });
    else await patchSchedule(before.id, { ...fields, rowVersion: before.rowVersion });
    await queryClient.invalidateQueries({ queryKey: schedulesQuery.queryKey });
  };
  const names = [...new Set([...calendars, fields.calendar])].filter((name) => name !== '');
  return (
    <FormModal
      opened={props.opened}
      onClose={props.onClose}
      title={t(before === null ? 'reports.schedule.new' : 'reports.schedule.change')}
      submitLabel={t(before === null ? 'reports.schedule.create' : 'ui.save')}
      disabled={!/^([01]\d|2[0-3]):[0-5]\d$/.test(fields.at)}
      onSubmit={save}
    >
      <Group grow align="start">
        <NativeSelect
          label={t('reports.schedule.kind')}
          value={fields.bucket}
          onChange={(event) =>
            setFields({ ...fields, bucket: ReportBucket.parse(event.currentTarget.value) })
          }
          data={ReportBucket.options.map((value) => ({ value, label: t(`reports.bucket.${value}`) }))}
          data-autofocus
        />
        {before === null ? (
          <ReportScopeSelect value={scope} teams={teams} services={services} onChange={setScope} />
        ) : (
          <TextInput label={t('reports.scope')} value={scopeName(t, before.scope)} readOnly />
        )}
      </Group>
      <Group grow align="start">
        <NumberInput
          label={t('reports.schedule.day')}
          description={t('reports.schedule.day.hint')}
          min={1}
          max={20}
          clampBehavior="strict"
          allowDecimal={false}
          value={fields.businessDay}
          onChange={(value) => typeof value === 'number' && setFields({ ...fields, businessDay: value })}
        />
        <TextInput
          type="time"
          label={t('reports.schedule.at')}
          description={t('reports.schedule.at.hint')}
          value={fields.at}
          onChange={(event) => setFields({ ...fields, at: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="start">
        <TimeZonePicker
          label={t('reports.schedule.zone')}
          value={fields.timeZone}
          onChange={(timeZone) => timeZone && setFields({ ...fields, timeZone })}
        />
        <NativeSelect
          label={t('reports.schedule.calendar')}
          value={fields.calendar}
          onChange={(event) => setFields({ ...fields, calendar: event.currentTarget.value })}
          data={[
            { value: '', label: t('reports.schedule.calendar.none') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('reports.schedule.note')}
      </Text>
    </FormModal>
  );
}
