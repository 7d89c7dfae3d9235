import { Anchor, Button, Chip, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type CoverageGap, GapStatusSchema } from '@tenken/shared/coverage.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { type CoverageScope, gapsQuery } from './coverage.queries.js';
import { GapMenu } from './GapMenu.js';
import { GapStatus } from './GapStatus.js';
import { signalName } from './signalName.js';

interface Props {
  scope: CoverageScope;
  timeZone: string;
  status: readonly string[];
  onStatusChange(status: string[] | undefined): void;
  mayWrite: boolean;
  onAdd(): void;
  /** Keep it the same function: the table's columns are made with it. */
  onEditGap(gap: CoverageGap, what: 'edit' | 'close' | 'accept'): void;
}

/** All gaps with owner and state, what needs doing first. */
export function GapRegister({ scope, timeZone, status, onStatusChange, mayWrite, onAdd, onEditGap }: Props) {
  const t = useT();
  const query = useInfiniteQuery(gapsQuery(scope, status));
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const columns = useMemo<DataColumn<CoverageGap>[]>(
    () => [
      {
        key: 'subject',
        header: t('coverage.gap.column.subject'),
        rowHeader: true,
        sortValue: (gap) => `${gap.serviceName} ${gap.signal}`,
        cell: (gap) => (
          <Anchor
            fw={700}
            size="sm"
            renderRoot={(props: object) => (
              <Link {...props} to="/coverage" search={{ cell: `${gap.serviceId}.${gap.signal}` }} />
            )}
          >
            {t('coverage.gap.subject', { service: gap.serviceName, signal: signalName(gap.signal, t) })}
          </Anchor>
        ),
      },
      {
        key: 'status',
        header: t('coverage.gap.column.status'),
        cell: (gap) => <GapStatus gap={gap} timeZone={timeZone} />,
      },
      {
        key: 'expected',
        header: t('coverage.gap.column.expected'),
        cell: (gap) => (
          <Stack gap={0} miw={180}>
            <span>{gap.expected || '—'}</span>
            {gap.actionItem && (
              <Text size="xs" c="dimmed">
                {t('coverage.gap.action', { title: gap.actionItem.title })}
              </Text>
            )}
          </Stack>
        ),
      },
      {
        key: 'incident',
        header: t('coverage.gap.column.incident'),
        cell: (gap) =>
          gap.incident ? (
            <Anchor
              size="sm"
              renderRoot={(props: object) => (
                <Link {...props} to="/incidents/$id" params={{ id: gap.incident!.id }} />
              )}
            >
              {gap.incident.title}
            </Anchor>
          ) : (
            '—'
          ),
      },
      {
        key: 'owner',
        header: t('coverage.gap.column.owner'),
        sortValue: (gap) => gap.owner,
        cell: (gap) => gap.owner ?? '—',
      },
      {
        key: 'due',
        header: t('coverage.gap.column.due'),
        sortValue: (gap) => gap.dueOn,
        cell: (gap) => <span style={{ whiteSpace: 'nowrap' }}>{formatDay(gap.dueOn, t.language)}</span>,
      },
      ...(mayWrite
        ? [
            {
              key: 'actions',
              header: t('coverage.gap.column.actions'),
              hideHeader: true,
              cell: (gap: CoverageGap) => <GapMenu gap={gap} onEdit={onEditGap} />,
            },
          ]
        : []),
    ],
    [t, timeZone, mayWrite, onEditGap],
  );
  return (
    <Paper withBorder component="section" aria-labelledby="coverage-gaps">
      <Group justify="space-between" p="sm" pb={4} align="start">
        <div>
          <Title order={2} size="h4" id="coverage-gaps">
            {t('coverage.gaps')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('coverage.gaps.hint')}
          </Text>
        </div>
        {mayWrite && (
          <Button size="xs" onClick={onAdd}>
            {t('coverage.gaps.add')}
          </Button>
        )}
      </Group>
      <Group gap={6} px="sm" pb="xs" role="group" aria-label={t('coverage.gaps.states')}>
        <Chip.Group
          multiple
          value={[...status]}
          onChange={(value) => onStatusChange(value.length > 0 ? value : undefined)}
        >
          {GapStatusSchema.options.map((value) => (
            <Chip key={value} value={value} size="xs" variant="outline">
              {t(`coverage.gap.status.${value}`)}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
      <DataState
        query={{ ...query, data: pages, refetch: query.refetch }}
        isEmpty={() => rows.length === 0}
        empty={
          status.length > 0
            ? {
                title: t('coverage.gaps.empty.filtered'),
                action: (
                  <Button size="xs" variant="default" onClick={() => onStatusChange(undefined)}>
                    {t('coverage.gaps.showAll')}
                  </Button>
                ),
              }
            : { title: t('coverage.gaps.empty'), hint: t('coverage.gaps.empty.hint') }
        }
      >
        {() => (
          <>
            <DataTable
              label={t('coverage.gaps')}
              rows={rows}
              rowId={(gap) => gap.id}
              columns={columns}
              pageKeys={false}
            />
            <MoreRows query={query} label={t('coverage.gaps.more')} p="sm" />
          </>
        )}
      </DataState>
    </Paper>
  );
}
