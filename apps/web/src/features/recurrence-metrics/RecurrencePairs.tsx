import { Anchor, List, Paper, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RecurrencePair } from '@tenken/shared/recurrence.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import type { DefinitionKey } from '../../ui/definitions.en.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';

const FIRST = 8;

interface Props {
  title: string;
  /** What it means that there are none. */
  none: string;
  definitionKey?: DefinitionKey;
  /** the latest */
  pairs: readonly RecurrencePair[];
  total: number;
  /** where all of them are listed */
  all: RowsTarget;
}

/** Incidents that came back, each with the earlier one and the fixes promised for it. */
export function RecurrencePairs({ title, none, definitionKey, pairs, total, all }: Props) {
  const t = useT();
  const columns = useMemo(() => columnsOf(t), [t]);
  const shown = useMemo(() => pairs.slice(0, FIRST), [pairs]);
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="h5" mb={4}>
        {title} ({total}) {definitionKey && <DefinitionButton definitionKey={definitionKey} />}
      </Title>
      {pairs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <DataTable
          label={t('recurrenceMetrics.pairs.table', { title })}
          rows={shown}
          rowId={(pair) => `${pair.incident.id}-${pair.earlier.id}`}
          columns={columns}
          pageKeys={false}
        />
      )}
      {total > 0 && (
        <Text size="sm" mt={6}>
          <RowsLink target={all}>{t('recurrenceMetrics.more', { n: total })}</RowsLink>
        </Text>
      )}
    </Paper>
  );
}

function columnsOf(t: Translator): DataColumn<RecurrencePair>[] {
  const link = (incident: { id: string; title: string }) => (
    <Anchor
      inherit
      display="inline-block"
      miw={150}
      renderRoot={(props: object) => <Link {...props} to="/incidents/$id" params={{ id: incident.id }} />}
    >
      {incident.title}
    </Anchor>
  );
  return [
    {
      key: 'again',
      header: t('recurrenceMetrics.col.again'),
      rowHeader: true,
      cell: (pair) => link(pair.incident),
    },
    { key: 'earlier', header: t('recurrenceMetrics.col.earlier'), cell: (pair) => link(pair.earlier) },
    {
      key: 'after',
      header: t('recurrenceMetrics.col.after'),
      align: 'right',
      sortValue: (pair) => pair.daysAfter,
      cell: (pair) => (
        <RowsLink
          target={{
            to: '/incidents/recurrences',
            search: { status: 'confirmed', pair: `${pair.incident.id}-${pair.earlier.id}` },
          }}
        >
          {pair.daysAfter === null
            ? t('recurrenceMetrics.pair')
            : t('recurrenceMetrics.days', { days: Math.round(pair.daysAfter) })}
        </RowsLink>
      ),
    },
    {
      key: 'items',
      header: t('recurrenceMetrics.col.items'),
      cell: (pair) =>
        pair.items.length === 0 ? (
          '—'
        ) : (
          <List size="sm" listStyleType="none" miw={200}>
            {pair.items.map((item) => (
              <List.Item key={item.id}>
                <Anchor
                  inherit
                  renderRoot={(props: object) => (
                    <Link {...props} to="/actions" search={{ ids: [item.id] }} />
                  )}
                >
                  {t('recurrenceMetrics.item', {
                    title: item.title,
                    status: t(`recurrenceMetrics.status.${item.statusThen}`),
                    owner: item.owner ?? 'none',
                  })}
                </Anchor>
              </List.Item>
            ))}
          </List>
        ),
    },
  ];
}
