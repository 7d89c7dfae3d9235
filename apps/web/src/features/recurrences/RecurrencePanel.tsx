import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Recurrence, RecurrenceStatus } from '@tenken/shared/recurrences.contract';
import { type ReactNode, useCallback } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { RecurrenceCard } from './RecurrenceCard.js';
import { decideRecurrence, recurrencesQuery } from './recurrences.queries.js';

interface Props {
  incidentId: string;
  mayWrite: boolean;
  timeZone: string;
  /** A form that names an earlier incident by hand. */
  adder?: ReactNode;
}

/** Which earlier incidents this one repeats, which later ones repeat it, and what became of the fix. */
export function RecurrencePanel({ incidentId, mayWrite, timeZone, adder }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const query = useQuery(recurrencesQuery(incidentId));
  const send = useCallback(
    async (row: Recurrence, status: RecurrenceStatus) => {
      const answer = await decideRecurrence(row.incidentId, row.earlierIncidentId, status);
      await queryClient.invalidateQueries({ queryKey: ['incidents'] });
      return answer.previous;
    },
    [queryClient],
  );
  const decide = (row: Recurrence, status: RecurrenceStatus) => {
    send(row, status)
      .then((previous) =>
        undoable({
          message: t(`recurrences.did.${status}`),
          undo: () => send(row, previous),
          redo: () => send(row, status),
        }),
      )
      .catch((error: unknown) =>
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        }),
      );
  };
  const next = [...(query.data?.earlier ?? []), ...(query.data?.later ?? [])].find(
    ({ status }) => status === 'suggested',
  );
  useKeys(t('recurrences.title'), [
    {
      key: 'u',
      label: t('recurrences.confirmNext'),
      when: mayWrite && next !== undefined,
      run: () => next && decide(next, 'confirmed'),
    },
    {
      key: 'Shift+U',
      label: t('recurrences.rejectNext'),
      when: mayWrite && next !== undefined,
      run: () => next && decide(next, 'rejected'),
    },
  ]);
  return (
    <DataState query={query} skeleton="text">
      {({ earlier, later }) => (
        <Stack gap="md">
          {(
            [
              ['earlier', earlier],
              ['later', later],
            ] as const
          ).map(([side, rows]) => {
            const shown = rows.filter(({ status }) => status !== 'rejected');
            const rejected = rows.length - shown.length;
            return (
              <Stack key={side} gap="xs">
                <Group gap={4}>
                  <Title order={3} size="h6">
                    {t(`recurrences.${side}`)}
                  </Title>
                  <DefinitionButton definitionKey={side === 'earlier' ? 'recurrence' : 'recurred_fix_open'} />
                </Group>
                {shown.length === 0 && (
                  <Text size="sm" c="dimmed">
                    {t(`recurrences.${side}.none`)}
                  </Text>
                )}
                {shown.map((row) => (
                  <RecurrenceCard
                    key={row.earlierIncidentId + row.incidentId}
                    row={row}
                    mayWrite={mayWrite}
                    timeZone={timeZone}
                    onDecide={(status) => decide(row, status)}
                  />
                ))}
                {rejected > 0 && (
                  <details>
                    <summary>{t('recurrences.rejectedCount', { n: rejected })}</summary>
                    {rows
                      .filter(({ status }) => status === 'rejected')
                      .map((row) => (
                        <Group key={row.earlierIncidentId + row.incidentId} gap="xs">
                          <Text size="sm">{row.other.title}</Text>
                          {mayWrite && (
                            <Button
                              size="compact-xs"
                              variant="subtle"
                              onClick={() => decide(row, 'suggested')}
                            >
                              {t('recurrences.reconsider')}
                            </Button>
                          )}
                        </Group>
                      ))}
                  </details>
                )}
                {side === 'earlier' && mayWrite && adder}
              </Stack>
            );
          })}
        </Stack>
      )}
    </DataState>
  );
}
