import { Checkbox, Fieldset, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { filterWord } from './filterWord.js';
import { FILTER_VALUES, type MetricFilters } from './metricFilters.js';
import { metricFilterFacetsQuery } from './metricFilters.queries.js';

export interface FilterPanelScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: string[];
  teamId: string | null;
}

interface Props {
  filters: MetricFilters;
  scope: FilterPanelScope;
  onChange(change: MetricFilters): void;
}

type Ticked = keyof typeof FILTER_VALUES;
const FACET = {
  severity: 'severity',
  detectionSource: 'detectionSource',
  cause: 'causeCategory',
  kind: 'kind',
} as const;

/** All filters with the counts of the list of incidents; they act at once. */
export function MetricFilterPanel({ filters, scope, onChange }: Props) {
  const t = useT();
  const facets = useQuery(metricFilterFacetsQuery(scope, filters));
  const ticked = (name: Ticked) => {
    const facet = name === 'trigger' ? undefined : facets.data?.[FACET[name]];
    const counts = new Map(facet?.map(({ value, count }) => [value, count]));
    const chosen: readonly string[] = filters[name] ?? [];
    const values = [...new Set<string>([...FILTER_VALUES[name], ...counts.keys(), ...chosen])];
    return (
      <Stack gap={6}>
        {values.map((value) => (
          <Checkbox
            key={value}
            size="sm"
            label={
              <>
                {filterWord(t, name, value)}{' '}
                {facet !== undefined && (
                  <Text span inherit c="dimmed">
                    {counts.get(value) ?? 0}
                  </Text>
                )}
              </>
            }
            checked={chosen.includes(value)}
            onChange={() => {
              const next = chosen.includes(value)
                ? chosen.filter((one) => one !== value)
                : [...chosen, value];
              onChange({ [name]: next.length > 0 ? next : undefined });
            }}
          />
        ))}
      </Stack>
    );
  };
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        {t('metricFilters.hint')} {t('metricFilters.counts')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
        <Fieldset legend={t('metricFilters.severity')} p="xs">
          <SegmentedControl
            size="xs"
            fullWidth
            mb={8}
            aria-label={t('metricFilters.severityOf')}
            data={(['final', 'first'] as const).map((value) => ({
              value,
              label: t(`metricFilters.severityOf.${value}`),
            }))}
            value={filters.severityOf ?? 'final'}
            onChange={(value) => onChange({ severityOf: value === 'first' ? 'first' : undefined })}
          />
          {ticked('severity')}
        </Fieldset>
        <Fieldset legend={t('metricFilters.detectionSource')} p="xs">
          {ticked('detectionSource')}
        </Fieldset>
        <Fieldset legend={t('metricFilters.cause')} p="xs">
          {ticked('cause')}
        </Fieldset>
        <Fieldset legend={t('metricFilters.trigger')} p="xs">
          {ticked('trigger')}
        </Fieldset>
        <Fieldset legend={t('metricFilters.kind')} p="xs">
          {ticked('kind')}
          <Text size="xs" c="dimmed" mt={6}>
            {t('metricFilters.kind.hint')}
          </Text>
        </Fieldset>
        <Fieldset legend={t('metricFilters.postmortem')} p="xs">
          <SegmentedControl
            size="xs"
            fullWidth
            orientation="vertical"
            aria-label={t('metricFilters.postmortem')}
            data={(['any', 'required', 'not_required'] as const).map((value) => ({
              value,
              label: t(`metricFilters.postmortem.${value}`),
            }))}
            value={filters.postmortem ?? 'any'}
            onChange={(value) =>
              onChange({ postmortem: value === 'required' || value === 'not_required' ? value : undefined })
            }
          />
        </Fieldset>
        <Words label={t('metricFilters.tag')} value={filters.tag} onChange={(tag) => onChange({ tag })} />
        <Words
          label={t('metricFilters.source')}
          value={filters.source}
          onChange={(source) => onChange({ source })}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface WordsProps {
  label: string;
  value: string[] | undefined;
  onChange(value: string[] | undefined): void;
}

/** Words separated by commas; they act when the field is left or by Enter. */
function Words({ label, value, onChange }: WordsProps) {
  const t = useT();
  const [text, setText] = useState((value ?? []).join(', '));
  const send = () => {
    const words = text
      .split(/[,、，]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    if (words.join() !== (value ?? []).join()) onChange(words.length > 0 ? words : undefined);
  };
  return (
    <TextInput
      size="xs"
      label={label}
      description={t('metricFilters.tag.hint')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) send();
      }}
    />
  );
}
