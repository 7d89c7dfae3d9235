import { Anchor, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { HygieneFacet } from '@tenken/shared/alert-rules.contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMay } from '../../api/session.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState, type NoteText } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { BulkBar } from './BulkBar.js';
import { FacetBar } from './FacetBar.js';
import { bucketDays, busiestDay, toServerSort } from './prepareRuleRow.js';
import { QuietRules } from './QuietRules.js';
import { rankingColumns } from './rankingColumns.js';
import { type RangeScope, rankingQuery } from './rules.queries.js';

export interface RulesFilter {
  sort?: string | undefined;
  q?: string | undefined;
  facet?: readonly string[] | undefined;
  quiet?: true | undefined;
}

interface Props {
  scope: RangeScope;
  filter: RulesFilter;
  /** services that rules can be given to */
  services: readonly { id: string; name: string }[];
  /** Puts the filter into the address; `replace` while typing. */
  onFilterChange(change: RulesFilter, replace?: boolean): void;
}

const NO_FACETS: readonly string[] = [];
const NONE: ReadonlySet<string> = new Set();

/** Rules ranked by what they cost and what they are worth; the quiet ones below. */
export function RulesPanel({ scope, filter, services, onFilterChange }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const facet = filter.facet ?? NO_FACETS;
  const query = useInfiniteQuery(
    rankingQuery(scope, { sort: toServerSort(filter.sort ?? null), q: filter.q, facet, fired: 'some' }),
  );
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const busiest = useMemo(
    () => busiestDay(rows.map((row) => ({ firedByDay: bucketDays(row.firedByDay) }))),
    [rows],
  );
  const columns = useMemo(() => rankingColumns(t, busiest), [t, busiest]);
  const quietOpened = filter.quiet === true || facet.length > 0;
  const quiet = useInfiniteQuery({
    ...rankingQuery(scope, { sort: 'name', q: filter.q, facet, fired: 'none' }),
    enabled: quietOpened,
  });
  const quietPages = quiet.data?.pages;
  const quietRows = useMemo(() => quietPages?.flatMap((page) => page.items) ?? [], [quietPages]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(NONE);
  const selection = useMemo(() => ({ selected, onChange: setSelected }), [selected]);
  // what a change of the filter took off the page is not acted on
  const chosen = useMemo(
    () => [...rows, ...(quietOpened ? quietRows : [])].filter((row) => selected.has(row.id)),
    [rows, quietRows, quietOpened, selected],
  );
  const selectAll = async () => {
    let all = await query.fetchNextPage();
    while (all.hasNextPage) all = await query.fetchNextPage();
    setSelected(new Set(all.data?.pages.flatMap((page) => page.items.map((rule) => rule.id))));
  };
  const mayWrite = useMay('write');
  const first = pages?.[0];
  const isFiltered = filter.q !== undefined || facet.length > 0;
  const clear = () => onFilterChange({ q: undefined, facet: undefined });

  const empty: NoteText = isFiltered
    ? {
        title: t('rules.empty.filtered'),
        hint: t('rules.empty.filtered.hint', {
          q: filter.q ?? t('rules.empty.noFilter'),
          facets:
            facet.map((name) => t.optional(`rules.facet.${name}`) ?? name).join(t('ui.listSeparator')) ||
            t('rules.empty.noFilter'),
        }),
        action: <Button onClick={clear}>{t('rules.empty.clear')}</Button>,
      }
    : { title: t('rules.empty'), hint: t('rules.empty.hint') };

  return (
    <Stack gap="md">
      <SearchField value={filter.q} onChange={(q) => onFilterChange({ q }, true)} />
      <DataState
        query={{ ...query, data: first, refetch: query.refetch }}
        isEmpty={(page) => page.totals.rules === 0}
        empty={{
          title: t('rules.none'),
          hint: t('rules.none.hint'),
          action: (
            <Anchor
              renderRoot={(props: object) => (
                <Link {...props} to="/data/{-$tab}" params={{ tab: 'sources' }} />
              )}
            >
              {t('rules.none.connect')}
            </Anchor>
          ),
        }}
      >
        {(page) => (
          <Stack gap="md">
            {page.facets && (
              <FacetBar
                facets={page.facets}
                asOf={page.facetsAsOf}
                timeZone={page.timeZone}
                selected={facet}
                onChange={(facets: HygieneFacet[]) =>
                  onFilterChange({ facet: facets.length > 0 ? facets : undefined })
                }
              />
            )}
            <Paper withBorder component="section" aria-labelledby="rules-ranking">
              <Group justify="space-between" p="sm" pb={4} gap="xs">
                <Title order={2} size="h4" id="rules-ranking">
                  {t('rules.ranking')}
                </Title>
                <Group gap={4}>
                  <Text size="sm" c="dimmed">
                    {t('rules.totals', {
                      fired: page.totals.fired,
                      rules: page.totals.rulesFired,
                      pages: page.totals.pages,
                    })}
                    {page.totals.top10Share !== null && page.totals.rulesFired > 10 && (
                      <>
                        {' · '}
                        {t('rules.top10', { share: formatShare(page.totals.top10Share, t.language) })}
                      </>
                    )}
                  </Text>
                  <DefinitionButton definitionKey="alert_rules" answered={page.definition} />
                </Group>
              </Group>
              <DataTable
                label={t('rules.ranking')}
                rows={rows}
                rowId={(rule) => rule.id}
                rowLabel={(rule) => rule.name}
                columns={columns}
                selection={mayWrite ? selection : undefined}
                sort={filter.sort ?? '-fired'}
                onSortChange={(sort) => onFilterChange({ sort: sort ?? undefined })}
                sortedByServer
                onOpen={(rule) => void navigate({ to: '/rules/$id', params: { id: rule.id } })}
                empty={empty}
              />
              <MoreRows query={query} label={t('rules.more')} p="sm" />
            </Paper>
            <QuietRules
              query={quiet}
              rows={quietRows}
              totals={page.totals}
              opened={quietOpened}
              selection={mayWrite ? selection : undefined}
              onOpenedChange={(opened) => onFilterChange({ quiet: opened || undefined })}
            />
            <BulkBar
              chosen={chosen}
              services={services}
              onSelectAll={
                query.hasNextPage && rows.every((row) => selected.has(row.id))
                  ? () => void selectAll()
                  : undefined
              }
              onClear={() => setSelected(NONE)}
            />
          </Stack>
        )}
      </DataState>
    </Stack>
  );
}

/** Types into the address without a step of history for every letter; `/` goes to it. */
function SearchField({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange(q: string | undefined): void;
}) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value ?? '');
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value ?? '');
  }, [value]);
  useEffect(() => {
    const q = text.trim() === '' ? undefined : text.trim();
    if (q === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = q;
      onChange(q);
    }, 250);
    return () => clearTimeout(timer);
  });
  useKeys(t('rules.ranking'), [
    {
      key: '/',
      label: t('rules.search'),
      run: (event) => {
        event.preventDefault();
        input.current?.focus();
      },
    },
  ]);
  return (
    <TextInput
      ref={input}
      type="search"
      label={t('rules.search')}
      placeholder={t('rules.search.hint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      maw={420}
    />
  );
}
