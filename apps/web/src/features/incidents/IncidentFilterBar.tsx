import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { IncidentFacetsResponse } from '@tenken/shared/incidents.contract';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FacetFilter } from '../../ui/FacetFilter.js';
import { FILTER_OPTIONS, type IncidentSearch, searchWithout, shownFilters } from './incidentSearch.js';
import { incidentWord } from './incidentWord.js';

interface Props {
  search: IncidentSearch;
  facets: IncidentFacetsResponse | undefined;
  /** Changes the address; `replace` while typing. */
  onChange(change: Partial<IncidentSearch>, replace?: boolean): void;
}

/** Search box, facets with counts, and every other filter that is on, each with its own way out. */
export function IncidentFilterBar({ search, facets, onChange }: Props) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const send = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }, true), 250);
  useKeys(t('incidents.title'), [
    { key: '/', label: t('incidents.search'), run: () => box.current?.focus() },
  ]);
  const facet = (name: 'severity' | 'detectionSource' | 'causeCategory' | 'kind') => {
    const group = (
      { severity: null, detectionSource: 'detection', causeCategory: 'cause', kind: 'kind' } as const
    )[name];
    const counts = new Map(facets?.[name].map(({ value, count }) => [value, count]));
    const values = [...new Set([...FILTER_OPTIONS[name], ...counts.keys()])];
    return (
      <FacetFilter
        key={name}
        label={t(`incidents.filter.${name}`)}
        value={search[name] ?? []}
        onChange={(value) => onChange({ [name]: value.length > 0 ? value : undefined })}
        options={values.map((value) => ({
          value,
          label:
            group === null ? (value === 'none' ? t('incidents.none') : value) : incidentWord(t, group, value),
          count: counts.get(value) ?? 0,
        }))}
      />
    );
  };
  const one = (
    name: 'status' | 'problem' | 'recurrence' | 'postmortem' | 'missing',
    group: 'status' | 'problem' | 'recurrence' | 'postmortem' | 'missing',
  ) => {
    const on: string[] = [search[name] ?? []].flat();
    return (
      <FacetFilter
        key={name}
        label={t(`incidents.filter.${name}`)}
        value={on}
        onChange={(value) => {
          const added = value.find((v) => !on.includes(v));
          onChange({
            [name]:
              Array.isArray(search[name]) || name === 'postmortem' || name === 'missing'
                ? value.length > 0
                  ? value
                  : undefined
                : added,
          });
        }}
        options={FILTER_OPTIONS[name].map((value) => ({ value, label: incidentWord(t, group, value) }))}
      />
    );
  };
  return (
    <>
      <Group gap="xs" mb="xs" data-print="hidden">
        <TextInput
          ref={box}
          size="xs"
          w={240}
          type="search"
          aria-label={t('incidents.search')}
          placeholder={t('incidents.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            send(event.currentTarget.value);
          }}
        />
        {facet('severity')}
        {facet('detectionSource')}
        {facet('causeCategory')}
        {one('status', 'status')}
        {one('postmortem', 'postmortem')}
        {one('recurrence', 'recurrence')}
        {one('problem', 'problem')}
        {one('missing', 'missing')}
        {facet('kind')}
      </Group>
      <Group gap="xs" mb="xs">
        {shownFilters(search).map((name) => (
          <Button
            key={name}
            size="compact-xs"
            variant="light"
            color="gray"
            rightSection={<IconX size={12} aria-hidden />}
            aria-label={t('incidents.removeFilter', { name: t(`incidents.filter.${name}`) })}
            onClick={() => onChange(searchWithout(name))}
          >
            {t(`incidents.filter.${name}`)}: {filterText(name)}
          </Button>
        ))}
        {shownFilters(search).length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange(Object.assign({}, ...shownFilters(search).map(searchWithout)))}
          >
            {t('incidents.clearFilters')}
          </Button>
        )}
      </Group>
    </>
  );

  function filterText(name: ReturnType<typeof shownFilters>[number]): string {
    const group = (
      {
        detectionSource: 'detection',
        causeCategory: 'cause',
        triggerCategory: 'trigger',
        kind: 'kind',
        status: 'status',
        problem: 'problem',
        missing: 'missing',
        recurrence: 'recurrence',
        postmortem: 'postmortem',
        duplicates: 'duplicates',
        severityOf: 'severityOf',
        components: 'components',
        postmortemRequired: 'postmortemRequired',
        provenance: 'provenance',
      } as const
    )[name as 'kind'];
    const values = [search[name] ?? []].flat();
    if (name === 'ids') return t('incidents.count', { n: values.length });
    return values
      .map((value) =>
        group === undefined
          ? value === 'none'
            ? t('incidents.none')
            : value
          : incidentWord(t, group, value),
      )
      .join(t('ui.listSeparator'));
  }
}
