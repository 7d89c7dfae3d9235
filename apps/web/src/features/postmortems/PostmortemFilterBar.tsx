import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { PostmortemStatus } from '@tenken/shared/postmortem-fields.contract';
import type { PostmortemCountsResponse } from '@tenken/shared/postmortems.contract';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { FacetFilter } from '../../ui/FacetFilter.js';
import { type PostmortemSearch, STATE_TABS, shownPostmortemFilters, stateOf } from './postmortemSearch.js';

const SEVERITIES = ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'];

interface Props {
  search: PostmortemSearch;
  counts: PostmortemCountsResponse | undefined;
  onChange(change: Partial<PostmortemSearch>, replace?: boolean): void;
}

/** How many are where, each number with its rows; search, severity, status, unowned; and what else is on. */
export function PostmortemFilterBar({ search, counts, onChange }: Props) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const send = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }, true), 250);
  useKeys(t('postmortems.list'), [
    { key: '/', label: t('postmortems.search'), run: () => box.current?.focus() },
  ]);
  const state = stateOf(search);
  const list = (value: string[]) => (value.length > 0 ? value : undefined);
  return (
    <>
      <Group gap="xs" mb="xs" role="group" aria-label={t('postmortems.filter.state')}>
        {STATE_TABS.map((name) => (
          <Button
            key={name}
            size="xs"
            variant={state === name ? 'light' : 'default'}
            color={name === 'overdue' && (counts?.overdue ?? 0) > 0 ? 'red' : undefined}
            aria-pressed={state === name}
            onClick={() => onChange({ state: name })}
          >
            {t(`postmortems.state.${name}`)} {counts?.[name] ?? '…'}
          </Button>
        ))}
        <DefinitionButton definitionKey="postmortems" />
      </Group>
      <Group gap="xs" mb="xs" data-print="hidden">
        <TextInput
          ref={box}
          size="xs"
          w={240}
          type="search"
          aria-label={t('postmortems.search')}
          placeholder={t('postmortems.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            send(event.currentTarget.value);
          }}
        />
        <FacetFilter
          label={t('postmortems.col.severity')}
          value={search.severity ?? []}
          onChange={(value) => onChange({ severity: list(value) })}
          options={SEVERITIES.map((value) => ({
            value,
            label: value === 'none' ? t('postmortems.noSeverity') : value,
          }))}
        />
        <FacetFilter
          label={t('postmortems.col.state')}
          value={search.status ?? []}
          onChange={(value) => onChange({ status: list(value) })}
          options={PostmortemStatus.options.map((value) => ({
            value,
            label: t(`postmortems.status.${value}`),
            ...(value === 'draft' && counts ? { count: counts.draft } : {}),
            ...(value === 'in_review' && counts ? { count: counts.inReview } : {}),
          }))}
        />
        <Button
          size="xs"
          variant={search.unowned ? 'light' : 'default'}
          aria-pressed={search.unowned === true}
          onClick={() => onChange({ unowned: search.unowned ? undefined : true })}
        >
          {t('postmortems.unowned')} {counts?.unowned ?? '…'}
        </Button>
        {!STATE_TABS.includes(state as (typeof STATE_TABS)[number]) && (
          <Chip text={t(`postmortems.state.${state}`)} onRemove={() => onChange({ state: undefined })} />
        )}
        {shownPostmortemFilters(search).map((name) => (
          <Chip key={name} text={filterText(name)} onRemove={() => onChange(without(name))} />
        ))}
      </Group>
    </>
  );

  function filterText(name: ReturnType<typeof shownPostmortemFilters>[number]): string {
    if (name === 'unowned') return t('postmortems.unowned');
    if (name === 'cohort') return t('postmortems.filter.cohort');
    if (name === 'ids') return t('postmortems.filter.ids', { n: search.ids?.length ?? 0 });
    if (name === 'ageFrom')
      return search.ageTo === undefined
        ? t('postmortems.filter.ageFrom', { from: search.ageFrom ?? 0 })
        : t('postmortems.filter.age', { from: search.ageFrom ?? 0, to: search.ageTo - 1 });
    const values = (search[name] ?? []).map((value) => {
      if (name === 'status') return t.optional(`postmortems.status.${value}`) ?? value;
      return value === 'none' ? t('postmortems.noSeverity') : value;
    });
    const label = { status: 'state', severity: 'severity', owner: 'owner' } as const;
    return `${t(`postmortems.col.${label[name]}`)}: ${values.join(t('ui.listSeparator'))}`;
  }
}

function without(name: string): Partial<PostmortemSearch> {
  return name === 'ageFrom' ? { ageFrom: undefined, ageTo: undefined } : { [name]: undefined };
}

function Chip({ text, onRemove }: { text: string; onRemove(): void }) {
  const t = useT();
  return (
    <Button
      size="compact-xs"
      variant="light"
      color="gray"
      rightSection={<IconX size={12} aria-hidden />}
      aria-label={t('postmortems.removeFilter', { name: text })}
      onClick={onRemove}
    >
      {text}
    </Button>
  );
}
