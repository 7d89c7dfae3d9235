import { Paper, Stack, Text, Title } from '@mantine/core';
import type { RecurrencePairResponse } from '@tenken/shared/recurrences.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';

type Item = RecurrencePairResponse['items'][number];

/** What was promised after the earlier incident, and where it stood when the later one began. */
export function PairItems({ pair }: { pair: RecurrencePairResponse }) {
  const t = useT();
  const fixes = pair.items.filter(({ isFix }) => isFix);
  const count = (status: readonly string[]) =>
    fixes.filter(({ statusThen }) => status.includes(statusThen)).length;
  const counts = {
    open: count(['open', 'in_progress']),
    declined: count(['declined']),
    done: count(['done']),
  };
  const columns = useMemo<DataColumn<Item>[]>(
    () => [
      {
        key: 'title',
        header: t('recurrences.items.title'),
        rowHeader: true,
        cell: (item) => (
          <Stack gap={0} miw={160}>
            <RowsLink target={{ to: '/actions', search: { ids: [item.id] } }}>{item.title}</RowsLink>
            <Text size="xs" c="dimmed">
              {[
                t(`actions.type.${item.type}`),
                item.owner,
                item.addedAfter ? t('recurrences.items.addedAfter') : null,
              ]
                .filter((part) => part !== null)
                .join(t('ui.listSeparator'))}
            </Text>
          </Stack>
        ),
      },
      {
        key: 'due',
        header: t('recurrences.items.due'),
        cell: (item) => (item.dueOn === null ? '—' : formatDay(item.dueOn, t.language)),
      },
      {
        key: 'then',
        header: t('recurrences.items.then'),
        cell: (item) => (
          <Text
            component="span"
            size="sm"
            fw={item.isFix && item.statusThen !== 'done' ? 700 : 400}
            {...(item.isFix && item.statusThen !== 'done' ? { c: 'var(--tone-orange)' } : {})}
          >
            {t(`recurrences.status.item.${item.statusThen}`)}
          </Text>
        ),
      },
      {
        key: 'now',
        header: t('recurrences.items.now'),
        cell: (item) => t(`recurrences.status.item.${item.statusNow}`),
      },
    ],
    [t],
  );
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="pair-items">
      <Title order={3} size="h6" id="pair-items">
        {t('recurrences.items')}
        <DefinitionButton
          definitionKey={pair.fix === 'fix_done' ? 'recurred_after_fix' : 'recurred_fix_open'}
        />
      </Title>
      <Text size="sm" mb="xs">
        {pair.fix === 'no_items' ? t('recurrences.no_items') : null}
        {pair.fix === 'fix_done' ? t('recurrences.fix_done') : null}
        {pair.fix === 'fix_open' ? t('recurrences.items.when', counts) : null}
        {pair.fix === 'unknown' ? t('recurrences.items.unknown') : null}
      </Text>
      {pair.items.length > 0 && (
        <DataTable
          label={t('recurrences.items')}
          rows={pair.items}
          rowId={(item) => item.id}
          columns={columns}
          pageKeys={false}
        />
      )}
    </Paper>
  );
}
