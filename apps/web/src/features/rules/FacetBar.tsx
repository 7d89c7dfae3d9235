import { Chip, Group, Text } from '@mantine/core';
import type { AlertRuleMetricsResponse, HygieneFacet } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import classes from './FacetBar.module.css';

interface Props {
  facets: NonNullable<AlertRuleMetricsResponse['facets']>;
  /** alerts that came later may be missing from the rules that flap */
  asOf: string | null | undefined;
  timeZone: string;
  selected: readonly string[];
  onChange(facets: HygieneFacet[]): void;
}

/** Defects with their counts; those with none stay selectable: an empty list is good news. */
export function FacetBar({ facets, asOf, timeZone, selected, onChange }: Props) {
  const t = useT();
  return (
    <section aria-label={t('rules.facets')}>
      <Group gap={6} role="group" aria-label={t('rules.facets')}>
        <Text size="sm" fw={700} mr={4}>
          {t('rules.facets')}
        </Text>
        <Chip.Group multiple value={[...selected]} onChange={(value) => onChange(value as HygieneFacet[])}>
          {facets.map(({ facet, count }) => (
            <Chip
              key={facet}
              value={facet}
              size="xs"
              variant="outline"
              aria-label={t('rules.facet.count', { name: t(`rules.facet.${facet}`), n: count })}
            >
              {t(`rules.facet.${facet}`)}
              <span className={classes.count} data-zero={count === 0 || undefined}>
                {count.toLocaleString(t.language)}
              </span>
            </Chip>
          ))}
        </Chip.Group>
      </Group>
      <Text size="xs" c="dimmed" mt={4} maw={820}>
        {t('rules.facet.help')}
        {asOf && ` ${t('ui.asOf', { time: formatInstant(asOf, { language: t.language, timeZone }) })}`}
      </Text>
    </section>
  );
}
