import { Button, Group, Paper, Text, Title } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { AlertRuleMetricsResponse, AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable, type TableSelection } from '../../ui/DataTable.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { quietColumns } from './rankingColumns.js';

interface Props {
  query: UseInfiniteQueryResult<InfiniteData<AlertRuleMetricsResponse>>;
  /** of the pages that are loaded */
  rows: readonly AlertRuleMetricsRow[];
  totals: AlertRuleMetricsResponse['totals'];
  opened: boolean;
  selection?: TableSelection | undefined;
  onOpenedChange(opened: boolean): void;
}

/** Rules that did not fire in the period; loaded when someone wants to see them. */
export function QuietRules({ query, rows, totals, opened, selection, onOpenedChange }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const columns = useMemo(() => quietColumns(t), [t]);
  const quiet = totals.rules - totals.rulesFired;
  return (
    <Paper withBorder component="section" aria-labelledby="rules-quiet">
      <Group justify="space-between" p="sm" gap="xs">
        <div>
          <Title order={2} size="h4" id="rules-quiet">
            {t('rules.quiet')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('rules.quiet.count', { n: quiet })}
            {quiet > 0 &&
              ` · ${t('rules.quiet.detail', { never: totals.neverFired, silent: totals.silent })}`}
          </Text>
        </div>
        {quiet > 0 && (
          <Button
            variant="default"
            size="xs"
            aria-expanded={opened}
            aria-controls="rules-quiet-list"
            onClick={() => onOpenedChange(!opened)}
          >
            {opened ? t('rules.quiet.hide') : t('rules.quiet.show')}
          </Button>
        )}
      </Group>
      <div id="rules-quiet-list">
        {opened && quiet > 0 && (
          <DataState
            query={{ ...query, data: query.data?.pages, refetch: query.refetch }}
            isEmpty={() => rows.length === 0}
            empty={{ title: t('rules.quiet.none') }}
          >
            {() => (
              <>
                <DataTable
                  label={t('rules.quiet')}
                  rows={rows}
                  rowId={(rule) => rule.id}
                  rowLabel={(rule) => rule.name}
                  columns={columns}
                  selection={selection}
                  pageKeys={false}
                  onOpen={(rule) => void navigate({ to: '/rules/$id', params: { id: rule.id } })}
                />
                <MoreRows query={query} label={t('rules.more')} p="sm" />
              </>
            )}
          </DataState>
        )}
      </div>
    </Paper>
  );
}
