import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import {
  ActionItemPriority,
  ActionItemStatus,
  type ActionItemSummaryResponse,
  ActionItemType,
} from '@tenken/shared/action-items.contract';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FacetFilter } from '../../ui/FacetFilter.js';
import { type ActionSearch, shownActionFilters } from './actionSearch.js';

interface Props {
  search: ActionSearch;
  summary: ActionItemSummaryResponse | undefined;
  teams: readonly { id: string; name: string }[];
  onChange(change: Partial<ActionSearch>, replace?: boolean): void;
}

/** Search box, facets, and every filter that is on, each with its own way out. */
export function ActionFilterBar({ search, summary, teams, onChange }: Props) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const send = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }, true), 250);
  useKeys(t('actions.heading'), [
    { key: '/', label: t('actions.search'), run: () => box.current?.focus() },
    { key: 'm', label: t('actions.mine'), run: () => onChange({ mine: search.mine ? undefined : true }) },
  ]);
  const owners = [
    ...new Set([...(summary?.owners ?? []).map(({ owner }) => owner ?? 'none'), ...(search.owner ?? [])]),
  ];
  const list = (
    name: 'type' | 'status' | 'priority' | 'severity',
    values: readonly string[],
    word: (value: string) => string,
  ) => (
    <FacetFilter
      label={t(`actions.filter.${name}`)}
      value={search[name] ?? []}
      onChange={(value) => onChange({ [name]: value.length > 0 ? value : undefined })}
      options={values.map((value) => ({ value, label: word(value) }))}
    />
  );
  const shown = shownActionFilters(search).filter((name) => name !== 'group' && name !== 'mine');
  return (
    <>
      <Group gap="xs" mb="xs" data-print="hidden">
        <TextInput
          ref={box}
          size="xs"
          w={240}
          type="search"
          aria-label={t('actions.search')}
          placeholder={t('actions.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            send(event.currentTarget.value);
          }}
        />
        <Button
          size="xs"
          variant={search.mine ? 'light' : 'default'}
          aria-pressed={search.mine === true}
          onClick={() => onChange({ mine: search.mine ? undefined : true })}
        >
          {t('actions.mine')}
        </Button>
        <FacetFilter
          label={t('actions.filter.owner')}
          value={search.owner ?? []}
          onChange={(value) => onChange({ owner: value.length > 0 ? value : undefined })}
          options={owners.map((owner) => ({
            value: owner,
            label: owner === 'none' ? t('actions.nobody') : owner,
            count: summary?.owners.find((row) => (row.owner ?? 'none') === owner)?.open ?? 0,
          }))}
        />
        {list('type', ActionItemType.options, (value) => t.optional(`actions.type.${value}`) ?? value)}
        {list('status', ActionItemStatus.options, (value) => t.optional(`actions.status.${value}`) ?? value)}
        {list('severity', ['SEV1', 'SEV2', 'SEV3', 'SEV4', 'none'], (value) =>
          value === 'none' ? t('ui.severity.unknown') : value,
        )}
        {list('priority', [...ActionItemPriority.options, 'none'], (value) =>
          value === 'none' ? t('ui.severity.unknown') : value,
        )}
      </Group>
      {shown.length > 0 && (
        <Group gap="xs" mb="xs">
          {shown.map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant="light"
              color="gray"
              rightSection={<IconX size={12} aria-hidden />}
              aria-label={t('actions.removeFilter', { name: t.optional(`actions.filter.${name}`) ?? name })}
              onClick={() => onChange({ [name]: undefined })}
            >
              {t.optional(`actions.filter.${name}`) ?? name}
              {valueText(name)}
            </Button>
          ))}
        </Group>
      )}
    </>
  );

  function valueText(name: keyof ActionSearch): string {
    const value = search[name];
    if (value === true || value === undefined) return '';
    const values = [value].flat();
    const words = values.map(
      (one) =>
        t.optional(`actions.type.${one}`) ??
        t.optional(`actions.status.${one}`) ??
        t.optional(`actions.figure.${one}`) ??
        (name === 'ownerTeam' ? teams.find(({ id }) => id === one)?.name : undefined) ??
        (one === 'none' ? t(name === 'ownerTeam' ? 'actions.noTeam' : 'actions.nobody') : one),
    );
    return `: ${values.length > 3 ? values.length : words.join(t('ui.listSeparator'))}`;
  }
}
