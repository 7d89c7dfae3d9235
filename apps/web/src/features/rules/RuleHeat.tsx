import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { HeatStrip } from '../../charts/HeatStrip.js';
import { busiestCell, prepareHeat } from '../../charts/prepare/prepareHeat.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant, zoneName } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { heatStripQuery, type RangeScope } from './rules.queries.js';

// 2024-01-01 was a Monday
const MONDAY = Date.UTC(2024, 0, 1);

/** When the rule fires: weekday by hour. The picture is itself a table, and each cell leads to its alerts. */
export function RuleHeat({ rule, scope }: { rule: AlertRuleResponse; scope: RangeScope }) {
  const t = useT();
  const query = useQuery(heatStripQuery(rule.id, scope));
  const dayName = new Intl.DateTimeFormat(t.language, { weekday: 'short', timeZone: 'UTC' });
  const names = [0, 1, 2, 3, 4, 5, 6].map((day) => dayName.format(new Date(MONDAY + day * 86_400_000)));
  const instant = (at: string | null) =>
    at === null ? t('rules.never') : formatInstant(at, { language: t.language, timeZone: scope.timeZone });
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-heat">
      <Title order={2} size="h4" id="rule-heat" mb={4}>
        {t('rules.heat')}
      </Title>
      <DataState
        query={query}
        isEmpty={(strip) => strip.total === 0}
        empty={{
          title: t('rules.heat.none'),
          hint: t('rules.heat.none.hint', {
            since: instant(rule.firstSeenAt),
            last: instant(rule.lastEpisodeAt),
          }),
        }}
      >
        {(strip) => {
          const model = prepareHeat(strip.weekdays, names);
          const busiest = busiestCell(model);
          const finding = busiest
            ? t('rules.heat.finding', {
                n: strip.total,
                day: names[busiest.weekday - 1],
                hour: busiest.hour,
                count: busiest.count,
                zone: zoneName(scope.timeZone, new Date(strip.from)),
              })
            : t('rules.heat.none');
          return (
            <>
              <Text size="sm" mb="xs">
                {finding}
              </Text>
              <HeatStrip
                model={model}
                label={finding}
                hourName={(hour) => String(hour)}
                cellName={(cell) =>
                  t('rules.heat.cell', { day: names[cell.weekday - 1], hour: cell.hour, n: cell.count })
                }
                cellTarget={(cell) => ({
                  to: '/episodes',
                  search: { rule: rule.id, weekday: cell.weekday, hour: cell.hour },
                })}
              />
            </>
          );
        }}
      </DataState>
    </Paper>
  );
}
