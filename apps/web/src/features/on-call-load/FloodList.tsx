import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Flood } from '@tenken/shared/on-call-load.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { floodsCsvPath, floodsQuery, type LoadScope, rowsTarget } from './onCallLoad.queries.js';

interface Props {
  scope: LoadScope;
  rotation: string;
  onOpen(flood: Flood): void;
}

/** Floods as episodes of their own, each with the alert that came first. */
export function FloodList({ scope, rotation, onOpen }: Props) {
  const t = useT();
  const query = useInfiniteQuery(floodsQuery({ ...scope, rotation }));
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const columns = useMemo(() => floodColumns(t, scope.timeZone, rotation), [t, scope.timeZone, rotation]);
  return (
    <Paper withBorder component="section" aria-labelledby="load-floods">
      <Group justify="space-between" p="sm" pb={4}>
        <Group gap={4}>
          <Title order={2} size="h4" id="load-floods">
            {t('onCallLoad.floods', { n: pages?.[0]?.total ?? 0 })}
          </Title>
          <DefinitionButton definitionKey="flood" />
        </Group>
        <Button
          component="a"
          href={floodsCsvPath({ ...scope, rotation })}
          download
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('onCallLoad.floods.csv')}
        >
          CSV
        </Button>
      </Group>
      <DataState query={{ ...query, data: pages?.[0], refetch: query.refetch }}>
        {() => (
          <>
            <DataTable<Flood>
              label={t('onCallLoad.floods.table')}
              rows={rows}
              rowId={(flood) => flood.from}
              columns={columns}
              onOpen={onOpen}
              empty={{ title: t('onCallLoad.floods.empty'), hint: t('onCallLoad.floods.empty.hint') }}
            />
            <MoreRows query={query} label={t('onCallLoad.more')} p="sm" />
          </>
        )}
      </DataState>
    </Paper>
  );
}

function floodColumns(t: Translator, timeZone: string, rotation: string): DataColumn<Flood>[] {
  const seconds = (flood: Flood) => (Date.parse(flood.to) - Date.parse(flood.from)) / 1000;
  return [
    {
      key: 'from',
      header: t('onCallLoad.flood.from'),
      rowHeader: true,
      cell: (flood) => (
        <Stack gap={0}>
          <span style={{ whiteSpace: 'nowrap' }}>
            {formatInstant(flood.from, { language: t.language, timeZone })}
          </span>
          <Text size="xs" c="dimmed" fw={400}>
            {flood.isCut
              ? t('onCallLoad.flood.cut', { duration: formatDuration(seconds(flood), t.language) })
              : formatDuration(seconds(flood), t.language)}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'episodes',
      header: t('onCallLoad.flood.episodes'),
      align: 'right',
      sortValue: (flood) => flood.episodes,
      descendingFirst: true,
      cell: (flood) => (
        <RowsLink target={rowsTarget(rotation, { rows: 'all', from: flood.from, to: flood.to })}>
          {flood.episodes.toLocaleString(t.language)}
        </RowsLink>
      ),
    },
    {
      key: 'peak',
      header: t('onCallLoad.flood.peak'),
      align: 'right',
      sortValue: (flood) => flood.peak,
      descendingFirst: true,
      cell: (flood) => flood.peak,
    },
    { key: 'pages', header: t('onCallLoad.flood.pages'), align: 'right', cell: (flood) => flood.pages },
    {
      key: 'firstOut',
      header: t('onCallLoad.flood.firstOut'),
      cell: ({ firstOut, from }) => (
        <Stack gap={0} miw={140}>
          <RuleLink id={firstOut.alertRuleId} name={firstOut.ruleName} />
          <Text size="xs" c="dimmed">
            {t('onCallLoad.flood.after', {
              duration: formatDuration((Date.parse(firstOut.startsAt) - Date.parse(from)) / 1000, t.language),
            })}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'rules',
      header: t('onCallLoad.flood.rules'),
      cell: ({ rules, rulesTotal }) => (
        <Stack gap={2} miw={180}>
          {rules.slice(0, 3).map((rule) => (
            <Group key={rule.id} gap={6} wrap="nowrap">
              <RuleLink id={rule.id} name={rule.name} />
              <Text size="xs" c="dimmed">
                {rule.episodes}
              </Text>
            </Group>
          ))}
          {rulesTotal > 3 && (
            <Text size="xs" c="dimmed">
              {t('onCallLoad.flood.moreRules', { n: rulesTotal - 3 })}
            </Text>
          )}
        </Stack>
      ),
    },
  ];
}

function RuleLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor size="sm" renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id }} />}>
      <BreakableName name={name} />
    </Anchor>
  );
}
