import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Decision } from '@tenken/shared/decisions.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { OutcomeBadge } from '../../ui/OutcomeBadge.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { DecisionFilters } from './DecisionFilters.js';
import classes from './decisionCells.module.css';
import { type DecisionScope, type DecisionSearch, decisionFilter } from './decisionFilters.js';
import { decisionExportPath, decisionFacetsQuery, decisionsQuery } from './decisions.queries.js';
import { EffectCell } from './EffectCell.js';

interface Props {
  search: DecisionSearch;
  scope: DecisionScope;
  myId: string | null;
  onSearchChange(change: Partial<DecisionSearch>): void;
}

/** What was decided, and what became of it. */
export function DecisionsList({ search, scope, myId, onSearchChange }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const filter = useMemo(() => decisionFilter(search, scope, myId), [search, scope, myId]);
  const list = useInfiniteQuery(decisionsQuery(filter));
  const facets = useQuery(decisionFacetsQuery(filter));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useMemo(() => columnsOf(t, scope.timeZone), [t, scope.timeZone]);
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <DecisionFilters search={search} facets={facets.data} onChange={onSearchChange} />
      <Group justify="space-between" mb="xs" mih={30}>
        <Text size="sm" c="dimmed" role="status">
          {facets.data ? t('decisions.count', { n: facets.data.total }) : ' '}{' '}
          <DefinitionButton definitionKey="decision_effect" />
        </Text>
        <Group gap="xs" data-print="hidden">
          {(['csv', 'json'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              size="compact-xs"
              variant="default"
              href={decisionExportPath(filter, format)}
              download
            >
              {t('decisions.export', { format: format.toUpperCase() })}
            </Button>
          ))}
        </Group>
      </Group>
      <DataState
        query={list}
        isEmpty={() => rows.length === 0}
        empty={{
          title: t(isFiltered ? 'decisions.empty.filtered' : 'decisions.empty'),
          hint: t(isFiltered ? 'decisions.empty.filtered.hint' : 'decisions.empty.hint'),
          action: isFiltered ? (
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                onSearchChange({
                  outcome: undefined,
                  kind: undefined,
                  status: undefined,
                  mine: undefined,
                  unseen: undefined,
                  ranged: undefined,
                })
              }
            >
              {t('decisions.empty.clear')}
            </Button>
          ) : (
            <RowsLink target={{ to: '/reviews' }}>{t('decisions.toReviews')}</RowsLink>
          ),
        }}
      >
        {() => (
          <Stack gap="xs">
            <DataTable
              label={t('decisions.title')}
              rows={rows}
              rowId={(row) => row.id}
              rowLabel={(row) => row.ruleName ?? row.id}
              columns={columns}
              rowTone={(row) => (row.status === 'cancelled' ? 'quiet' : undefined)}
              onOpen={(row) => void navigate({ to: '/decisions/$id', params: { id: row.id } })}
            />
            <MoreRows query={list} label={t('decisions.more')} size="xs" />
          </Stack>
        )}
      </DataState>
    </>
  );
}

function columnsOf(t: Translator, timeZone: string): DataColumn<Decision>[] {
  return [
    {
      key: 'decision',
      header: t('decisions.column.decision'),
      rowHeader: true,
      cell: (row) => (
        <div className={classes.name}>
          <Anchor
            inherit
            display="block"
            renderRoot={(props: object) => <Link {...props} to="/decisions/$id" params={{ id: row.id }} />}
          >
            {t('decisions.name', { kind: t(`reviews.kind.${row.kind}`), rule: row.ruleName ?? '—' })}
          </Anchor>
          {row.reason !== '' && (
            <Text size="xs" c="dimmed" lineClamp={2}>
              {row.reason}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: 'outcome',
      header: t('decisions.outcome'),
      cell: (row) => (
        <Group gap={4} wrap="nowrap">
          <OutcomeBadge outcome={row.outcome} />
          {row.effect?.isComplete === true && row.effectSeenAt === null && (
            <Badge variant="light" color="blue" tt="none" miw="max-content">
              {t('decisions.new')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      key: 'effect',
      header: t('decisions.column.effect'),
      cell: (row) => <EffectCell effect={row.effect} />,
    },
    { key: 'service', header: t('decisions.column.service'), cell: (row) => row.serviceName ?? '—' },
    { key: 'owner', header: t('reviews.field.owner'), cell: (row) => row.owner ?? '—' },
    {
      key: 'due',
      header: t('reviews.field.due'),
      cell: (row) => (
        <>
          <span className={classes.whole}>{formatDay(row.dueOn, t.language)}</span>
          {row.isOverdue && (
            <Text size="xs" c="red">
              {t('reviews.overdue')}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'status',
      header: t('decisions.column.status'),
      cell: (row) => t(`decisions.status.${row.status}`),
    },
    {
      key: 'decided',
      header: t('decisions.column.decided'),
      cell: (row) => (
        <span className={classes.whole}>{formatDay(dayOf(row.createdAt, timeZone), t.language)}</span>
      ),
    },
  ];
}
