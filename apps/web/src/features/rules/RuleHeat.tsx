import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconCalendarWeek, IconLayoutGrid } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { HeatStripResponse } from '@tenken/shared/alert-rules.contract';
import { useState } from 'react';
import { DayHourStrip } from '../../charts/DayHourStrip.js';
import { HeatStrip } from '../../charts/HeatStrip.js';
import { prepareDayHours } from '../../charts/prepare/prepareDayHours.js';
import { busiestCell, prepareHeat } from '../../charts/prepare/prepareHeat.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDay, formatInstant, zoneName } from '../../time/formatInstant.js';
import { addDays } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { heatStripQuery, type RangeScope } from './rules.queries.js';
import { shortDay } from './shortDay.js';

// 2024-01-01 was a Monday
const MONDAY = Date.UTC(2024, 0, 1);
/** Columns of the strip by day: 12 weeks. */
const MOST_DAYS = 84;

interface Props {
  rule: { id: string; firstSeenAt: string | null; lastEpisodeAt: string | null };
  scope: RangeScope;
}

/** When the rule fires: by day and hour, or by weekday and hour as a table. Each cell leads to its alerts. */
export function RuleHeat({ rule, scope }: Props) {
  const t = useT();
  const [byWeekday, setByWeekday] = useState(false);
  const query = useQuery(heatStripQuery(rule.id, scope));
  const instant = (at: string | null) =>
    at === null ? t('rules.never') : formatInstant(at, { language: t.language, timeZone: scope.timeZone });
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-heat">
      <Group justify="space-between" mb={4} gap="xs">
        <Title order={2} size="h4" id="rule-heat">
          {t('rules.heat')} <DefinitionButton definitionKey="fired" />
        </Title>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          data-print="hidden"
          leftSection={
            byWeekday ? <IconLayoutGrid size={16} aria-hidden /> : <IconCalendarWeek size={16} aria-hidden />
          }
          onClick={() => setByWeekday(!byWeekday)}
        >
          {t(byWeekday ? 'rules.heat.byDay' : 'rules.heat.byWeekday')}
        </Button>
      </Group>
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
        {(strip) => <HeatPictures ruleId={rule.id} strip={strip} byWeekday={byWeekday} />}
      </DataState>
    </Paper>
  );
}

/** One of the two pictures, with what is to be seen in it. */
export function HeatPictures({
  ruleId,
  strip,
  byWeekday,
}: {
  ruleId: string;
  strip: HeatStripResponse;
  byWeekday: boolean;
}) {
  const t = useT();
  const names = weekdayNames(t);
  const model = prepareHeat(strip.weekdays, names);
  const busiest = busiestCell(model);
  const finding = busiest
    ? t('rules.heat.finding', {
        n: strip.total,
        day: names[busiest.weekday - 1],
        hour: busiest.hour,
        count: busiest.count,
        zone: zoneName(strip.timeZone, new Date(strip.from)),
      })
    : t('rules.heat.none');
  const days = prepareDayHours(strip.days, MOST_DAYS);
  return (
    <>
      <Text size="sm" mb="xs">
        {finding}
        {!byWeekday && strip.days.length > MOST_DAYS && (
          <Text span c="dimmed">
            {' '}
            {t('rules.heat.cut', { n: days.total, weeks: MOST_DAYS / 7 })}
          </Text>
        )}
      </Text>
      {byWeekday ? (
        <HeatStrip
          model={model}
          label={finding}
          hourName={(hour) => String(hour)}
          cellName={(cell) =>
            t('rules.heat.cell', { day: names[cell.weekday - 1], hour: cell.hour, n: cell.count })
          }
          cellTarget={(cell) => ({
            to: '/episodes',
            search: { rule: ruleId, weekday: cell.weekday, hour: cell.hour },
          })}
        />
      ) : (
        <DayHourStrip
          model={days}
          label={finding}
          dayName={(day) => shortDay(day, t.language)}
          cellName={(cell) =>
            t('rules.heat.dayCell', {
              day: formatDay(cell.day, t.language, { weekday: true }),
              hour: cell.hour,
              n: cell.count,
            })
          }
          cellTarget={(cell) => ({
            to: '/episodes',
            search: {
              rule: ruleId,
              hour: cell.hour,
              from: cell.day,
              to: addDays(cell.day, 1),
              tz: strip.timeZone,
            },
          })}
          hint={t('rules.heat.hint')}
        />
      )}
    </>
  );
}

function weekdayNames(t: Translator): string[] {
  const name = new Intl.DateTimeFormat(t.language, { weekday: 'short', timeZone: 'UTC' });
  return [0, 1, 2, 3, 4, 5, 6].map((day) => name.format(new Date(MONDAY + day * 86_400_000)));
}
