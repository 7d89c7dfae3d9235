import { Button, Group, SegmentedControl } from '@mantine/core';
import {
  DECISION_KINDS,
  DECISION_OUTCOMES,
  type DecisionFacetsResponse,
} from '@tenken/shared/decisions.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FacetFilter } from '../../ui/FacetFilter.js';
import { DECISION_STATUSES, type DecisionSearch } from './decisionFilters.js';

interface Props {
  search: DecisionSearch;
  facets: DecisionFacetsResponse | undefined;
  onChange(change: Partial<DecisionSearch>): void;
}

/** Outcomes as buttons with counts, and the other filters; all of them are in the address. */
export function DecisionFilters({ search, facets, onChange }: Props) {
  const t = useT();
  const chosen = search.outcome ?? [];
  const countOf = (name: 'outcome' | 'kind' | 'status', value: string) =>
    facets?.[name].find((row) => row.value === value)?.count;
  const toggle = (outcome: string) => {
    const next = chosen.includes(outcome) ? chosen.filter((o) => o !== outcome) : [...chosen, outcome];
    onChange({ outcome: next.length > 0 ? next : undefined });
  };
  useKeys(t('decisions.title'), [
    { key: 'm', label: t('decisions.mine'), run: () => onChange({ mine: search.mine ? undefined : true }) },
  ]);
  return (
    <>
      <Group gap={6} mb="xs" role="group" aria-label={t('decisions.outcome')} data-print="hidden">
        {DECISION_OUTCOMES.map((outcome) => (
          <Button
            key={outcome}
            size="xs"
            variant={chosen.includes(outcome) ? 'light' : 'default'}
            aria-pressed={chosen.includes(outcome)}
            rightSection={<span>{countOf('outcome', outcome) ?? ''}</span>}
            onClick={() => toggle(outcome)}
          >
            {t(`decisions.outcome.${outcome}`)}
          </Button>
        ))}
      </Group>
      <Group gap="xs" mb="xs" data-print="hidden">
        <SegmentedControl
          size="xs"
          aria-label={t('decisions.column.status')}
          value={search.status ?? 'all'}
          onChange={(value) =>
            onChange({ status: value === 'all' ? undefined : (value as DecisionSearch['status']) })
          }
          data={(['all', ...DECISION_STATUSES] as const).map((value) => ({
            value,
            label: `${t(`decisions.status.${value}`)} ${countOf('status', value) ?? ''}`,
          }))}
        />
        <FacetFilter
          label={t('decisions.column.kind')}
          value={search.kind ?? []}
          onChange={(kind) => onChange({ kind: kind.length > 0 ? kind : undefined })}
          options={DECISION_KINDS.map((kind) => {
            const count = countOf('kind', kind);
            return {
              value: kind,
              label: t(`reviews.kind.${kind}`),
              ...(count === undefined ? {} : { count }),
            };
          })}
        />
        {(['mine', 'unseen', 'ranged'] as const).map((flag) => (
          <Button
            key={flag}
            size="xs"
            variant={search[flag] ? 'light' : 'default'}
            aria-pressed={search[flag] === true}
            rightSection={flag === 'unseen' && facets ? <span>{facets.unseen}</span> : undefined}
            onClick={() => onChange({ [flag]: search[flag] ? undefined : true })}
          >
            {t(`decisions.${flag}`)}
          </Button>
        ))}
      </Group>
    </>
  );
}
