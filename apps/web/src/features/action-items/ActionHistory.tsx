import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ActionItemHistoryResponse } from '@tenken/shared/action-items.contract';
import type { ReactNode } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { actionItemHistoryQuery } from './actionItems.queries.js';

interface Entry {
  key: string;
  at: string;
  atKnown: boolean;
  by: string;
  retracted: boolean;
  what: ReactNode;
  more: string | null;
}

/** Everything that happened to an item, oldest first: statuses with their own times, and every edit with its source. */
export function ActionHistory({ id, timeZone }: { id: string; timeZone: string }) {
  const t = useT();
  const history = useQuery(actionItemHistoryQuery(id));
  return (
    <DataState query={history} skeleton="text">
      {(answer) => (
        <Stack gap={4} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
          {entriesOf(answer, t).map((entry) => (
            <li key={entry.key}>
              <Group gap="xs">
                <Text size="sm" fw={700} td={entry.retracted ? 'line-through' : undefined}>
                  {entry.what}
                </Text>
                <Text size="sm" c="dimmed">
                  {entry.atKnown
                    ? formatInstant(entry.at, { language: t.language, timeZone })
                    : t('actions.history.unknownTime')}
                </Text>
                <Text size="sm" c="dimmed">
                  {entry.by}
                  {entry.retracted ? ` (${t('actions.history.retracted')})` : ''}
                </Text>
              </Group>
              {entry.more && <Text size="sm">{entry.more}</Text>}
            </li>
          ))}
        </Stack>
      )}
    </DataState>
  );
}

function entriesOf({ items, edits }: ActionItemHistoryResponse, t: Translator): Entry[] {
  const statuses = items.map(
    (row): Entry => ({
      key: `status ${row.id}`,
      at: row.at,
      atKnown: row.atKnown,
      by: row.changedBy ?? row.source,
      retracted: row.retracted,
      what: t(`actions.status.${row.toStatus}`),
      more: row.reason,
    }),
  );
  const changes = edits
    .filter(({ action }) => action !== 'created')
    .map(
      (edit): Entry => ({
        key: `edit ${edit.id}`,
        at: edit.at,
        atKnown: true,
        by: edit.source === 'import' ? t('actions.history.import', { by: edit.by }) : edit.by,
        retracted: false,
        what: edit.changes
          .map(({ field }) => t.optional(`actions.history.field.${field}`) ?? field)
          .join(t('ui.listSeparator')),
        more: edit.changes
          .map(({ from, to }) =>
            t('actions.history.change', {
              from: shortened(from, t),
              to: shortened(to, t),
            }),
          )
          .join('\n'),
      }),
    );
  return [...statuses, ...changes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function shortened(text: string | null, t: Translator): string {
  if (text === null || text === '') return t('actions.history.nothing');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
