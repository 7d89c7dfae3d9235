import { Button, Group, Skeleton } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useT } from '../../i18n/useT.js';
import { PopoverButton } from '../../ui/PopoverButton.js';
import { filterWord } from './filterWord.js';
import type { FilterPanelScope } from './MetricFilterPanel.js';
import {
  filterValues,
  type MetricFilters,
  shownMetricFilters,
  withoutMetricFilter,
} from './metricFilters.js';

const loadPanel = () => import('./MetricFilterPanel.js');
const MetricFilterPanel = lazy(() => loadPanel().then((m) => ({ default: m.MetricFilterPanel })));

/** Part of the page's scope, shown beside the filters so that everything that narrows the figures can be taken off here. */
export interface ScopeChip {
  key: 'service' | 'team';
  values: string;
  onRemove(): void;
}

interface Props {
  filters: MetricFilters;
  scope: FilterPanelScope;
  scopeChips: readonly ScopeChip[];
  onChange(change: MetricFilters): void;
  /** What stands at the end of the bar. */
  children?: ReactNode;
}

/** Which incidents the figures are about: a button that opens all filters, and those that are on, each with its way out. */
export function MetricFilterBar({ filters, scope, scopeChips, onChange, children }: Props) {
  const t = useT();
  const shown = shownMetricFilters(filters);
  const all = Object.assign({}, ...shown.map(withoutMetricFilter)) as MetricFilters;
  const nameOf = (name: (typeof shown)[number]) =>
    name === 'severity' && filters.severityOf === 'first'
      ? t('metricFilters.severity.first')
      : t(`metricFilters.${name}`);
  return (
    <Group gap="xs" align="center">
      <PopoverButton
        label={t('metricFilters.title')}
        width={520}
        button={(props) => (
          <Button
            {...props}
            size="xs"
            data-print="hidden"
            variant={shown.length > 0 ? 'light' : 'default'}
            leftSection={<IconFilter size={14} aria-hidden />}
            onPointerEnter={() => void loadPanel()}
          >
            {t('metricFilters.button', { n: shown.length })}
          </Button>
        )}
      >
        {() => (
          <Suspense fallback={<Skeleton height={360} />}>
            <MetricFilterPanel filters={filters} scope={scope} onChange={onChange} />
          </Suspense>
        )}
      </PopoverButton>
      {scopeChips.map(({ key, values, onRemove }) => (
        <Chip key={key} name={t(`metricFilters.${key}`)} values={values} onRemove={onRemove} />
      ))}
      {shown.map((name) => (
        <Chip
          key={name}
          name={nameOf(name)}
          values={filterValues(filters, name)
            .map((value) => filterWord(t, name, value))
            .join(t('ui.listSeparator'))}
          onRemove={() => onChange(withoutMetricFilter(name))}
        />
      ))}
      {shown.length > 1 && (
        <Button size="compact-xs" variant="subtle" data-print="hidden" onClick={() => onChange(all)}>
          {t('metricFilters.clear')}
        </Button>
      )}
      {children}
    </Group>
  );
}

function Chip({ name, values, onRemove }: { name: string; values: string; onRemove(): void }) {
  const t = useT();
  const text = t('metricFilters.chip', { name, values });
  return (
    <Button
      size="compact-sm"
      variant="light"
      color="gray"
      maw="100%"
      rightSection={<IconX size={12} aria-hidden />}
      aria-label={`${text}: ${t('metricFilters.remove', { name })}`}
      onClick={onRemove}
    >
      {text}
    </Button>
  );
}
