import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RuleChange } from '@tenken/shared/decision-effect.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { OutcomeBadge } from '../../ui/OutcomeBadge.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { changeFilter, type DecisionScope, type DecisionSearch } from './decisionFilters.js';
import { ruleChangeExportPath, ruleChangesQuery } from './decisions.queries.js';
import { EffectCell } from './EffectCell.js';

/** New definitions of the range that no decision accounts for: who changed a rule without a word still gets an answer. */
export function RuleChangesList({ search, scope }: { search: DecisionSearch; scope: DecisionScope }) {
  const t = useT();
  const filter = useMemo(() => changeFilter(search, scope), [search, scope]);
  const list = useInfiniteQuery(ruleChangesQuery(filter));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useMemo(
    (): DataColumn<RuleChange>[] => [
      {
        key: 'rule',
        header: t('decisions.column.rule'),
        rowHeader: true,
        cell: (row) => (
          <RowsLink target={{ to: '/rules/$id', params: { id: row.alertRuleId } }}>{row.ruleName}</RowsLink>
        ),
      },
      {
        key: 'change',
        header: t('decisions.column.change'),
        cell: (row) => (
          <Anchor
            inherit
            renderRoot={(props: object) => (
              <Link
                {...props}
                to="/decisions/changes/$ruleId/$version"
                params={{ ruleId: row.alertRuleId, version: String(row.version) }}
              />
            )}
          >
            {t('decisions.change.version', {
              version: row.version,
              at: formatInstant(row.changedAt, { language: t.language, timeZone: scope.timeZone }),
            })}
          </Anchor>
        ),
      },
      {
        key: 'outcome',
        header: t('decisions.outcome'),
        cell: (row) => <OutcomeBadge outcome={row.outcome} />,
      },
      {
        key: 'effect',
        header: t('decisions.column.effect'),
        cell: (row) => <EffectCell effect={row.effect} />,
      },
      { key: 'service', header: t('decisions.column.service'), cell: (row) => row.serviceName ?? '—' },
    ],
    [t, scope.timeZone],
  );
  return (
    <DataState
      query={list}
      isEmpty={() => rows.length === 0}
      empty={{ title: t('decisions.changes.empty'), hint: t('decisions.changes.empty.hint') }}
    >
      {() => (
        <Stack gap="xs">
          <Group justify="end" data-print="hidden">
            <Button
              component="a"
              size="compact-xs"
              variant="default"
              href={ruleChangeExportPath(filter, 'csv')}
              download
            >
              {t('decisions.export', { format: 'CSV' })}
            </Button>
          </Group>
          <DataTable
            label={t('decisions.changes')}
            rows={rows}
            rowId={(row) => `${row.alertRuleId}/${row.version}`}
            rowLabel={(row) => row.ruleName}
            columns={columns}
          />
          <MoreRows query={list} label={t('decisions.more')} size="xs" />
        </Stack>
      )}
    </DataState>
  );
}
