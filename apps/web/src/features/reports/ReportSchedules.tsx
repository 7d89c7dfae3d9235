import { ActionIcon, Alert, Anchor, Badge, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CreateReportScheduleBody, ReportSchedule } from '@tenken/shared/reports.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { lazyDialog } from '../../ui/lazyDialog.js';
import { useUndoToast } from '../../ui/undoToast.js';
import classes from './Reports.module.css';
import { createSchedule, deleteSchedule, patchSchedule, schedulesQuery } from './reports.queries.js';
import { scopeName } from './reportWords.js';
import type { ScheduleDialogProps } from './ScheduleDialog.js';

const ScheduleDialog = lazyDialog<ScheduleDialogProps>(() =>
  import('./ScheduleDialog.js').then((m) => m.ScheduleDialog),
);

interface Props
  extends Pick<ScheduleDialogProps, 'timeZone' | 'fiscalStart' | 'scope' | 'teams' | 'services'> {
  mayChange: boolean;
}

/** Reports that are made by themselves: of what, when next, and why the last one failed if it did. */
export function ReportSchedules({ mayChange, ...about }: Props) {
  const t = useT();
  const query = useQuery(schedulesQuery);
  const [editing, setEditing] = useState<ReportSchedule | 'new' | null>(null);
  return (
    <>
      <DataState
        query={query}
        isEmpty={(items) => items.length === 0}
        empty={{
          title: t('reports.schedules.none'),
          hint: t(mayChange ? 'reports.schedules.none.hint' : 'reports.schedules.none.viewer'),
        }}
      >
        {(items) => (
          <ul className={classes.schedules}>
            {items.map((schedule) => (
              <ScheduleRow
                key={schedule.id}
                schedule={schedule}
                mayChange={mayChange}
                onEdit={() => setEditing(schedule)}
              />
            ))}
          </ul>
        )}
      </DataState>
      {mayChange && (
        <Group mt="sm">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('reports.schedule.new')}
          </Button>
        </Group>
      )}
      <ScheduleDialog
        {...about}
        key={editing === null ? 'none' : editing === 'new' ? 'new' : editing.id}
        opened={editing !== null}
        editing={editing}
        onClose={() => setEditing(null)}
      />
    </>
  );
}

function ScheduleRow(props: { schedule: ReportSchedule; mayChange: boolean; onEdit(): void }) {
  const { schedule, mayChange, onEdit } = props;
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: schedulesQuery.queryKey });
  const format = { language: t.language, timeZone: schedule.timeZone };
  const name = `${t(`reports.bucket.${schedule.bucket}`)}${t('ui.listSeparator')}${scopeName(t, schedule.scope)}`;
  const attempt = (what: () => Promise<unknown>) => {
    setError(null);
    what().then(refresh).catch(setError);
  };
  return (
    <li className={classes.schedule}>
      <Group justify="space-between" align="start" wrap="nowrap">
        <Stack gap={2}>
          <Group gap={6}>
            <Text fw={700}>{name}</Text>
            {!schedule.enabled && (
              <Badge variant="outline" color="gray" tt="none">
                {t('reports.schedule.off')}
              </Badge>
            )}
          </Group>
          <Text size="sm">
            {t('reports.schedule.rule', {
              n: schedule.businessDay,
              at: schedule.at,
              zone: schedule.timeZone,
            })}
            {schedule.calendar !== '' &&
              `${t('ui.listSeparator')}${t('reports.schedule.calendar.of', { calendar: schedule.calendar })}`}
          </Text>
          {schedule.nextRunAt !== null && schedule.nextPeriod !== null && (
            <Text size="sm" c="dimmed">
              {t('reports.schedule.next', {
                at: formatInstant(schedule.nextRunAt, format),
                period: schedule.nextPeriod.name[t.language],
              })}
            </Text>
          )}
          {schedule.lastReportId !== null && (
            <Text size="sm" c="dimmed">
              <Anchor
                inherit
                underline="always"
                renderRoot={(link: object) => (
                  <Link {...link} to="/reports/$id" params={{ id: schedule.lastReportId ?? '' }} />
                )}
              >
                {t('reports.schedule.last', { at: formatInstant(schedule.lastRunAt, format) })}
              </Anchor>
            </Text>
          )}
        </Stack>
        {mayChange && (
          <Group gap={4} wrap="nowrap">
            <Switch
              size="sm"
              checked={schedule.enabled}
              aria-label={t('reports.schedule.enabled', { name })}
              onChange={(event) => {
                const enabled = event.currentTarget.checked;
                attempt(() => patchSchedule(schedule.id, { enabled, rowVersion: schedule.rowVersion }));
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('reports.schedule.edit', { name })}
              title={t('reports.schedule.edit', { name })}
              onClick={onEdit}
            >
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('reports.schedule.delete', { name })}
              title={t('reports.schedule.delete', { name })}
              onClick={() =>
                attempt(async () => {
                  await deleteSchedule(schedule.id);
                  undoable({
                    message: t('reports.schedule.deleted', { name }),
                    undo: async () => {
                      await createSchedule(bodyOf(schedule));
                      await refresh();
                    },
                  });
                })
              }
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {schedule.failure !== null && (
        <Alert color="red" mt="xs" title={t('reports.schedule.failed', { n: schedule.failure.attempts })}>
          {t.optional(`error.${schedule.failure.code}`) ?? schedule.failure.message}
          {t('ui.listSeparator')}
          {formatInstant(schedule.failure.at, format)}
        </Alert>
      )}
      <FormError error={error} />
    </li>
  );
}

/** What makes the same schedule again. */
function bodyOf(schedule: ReportSchedule): CreateReportScheduleBody {
  const { bucket, timeZone, businessDay, at, calendar, enabled, scope } = schedule;
  const about = scope.kind === 'all' || scope.id === null ? {} : { [scope.kind]: scope.id };
  return { bucket, timeZone, businessDay, at, calendar, enabled, ...about };
}
