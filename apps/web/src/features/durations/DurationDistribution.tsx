import { SimpleGrid, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { DurationGroup, DurationsResponse } from '@tenken/shared/durations.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { DistributionChart, DistributionLegend } from '../../charts/DistributionChart.js';
import { type DistributionSlot, prepareDistribution } from '../../charts/prepare/prepareDistribution.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays, dayOf } from '../../time/isoDay.js';
import { DurationTable } from './DurationTable.js';
import { durationsCsv } from './durationsCsv.js';
import type { DurationView, RowsOf } from './durationView.js';

/** More pictures than this cannot be compared at a glance; the table has them all. */
const MOST_PICTURES = 12;

interface Props {
  answer: DurationsResponse;
  view: DurationView;
  compare: boolean;
  nameOf(group: DurationGroup): string;
  rowsOf: RowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The picture: one distribution, or one per group on the same axis; with its table. */
export function DurationDistribution(props: Props) {
  const { answer, view, nameOf, rowsOf } = props;
  const t = useT();
  const navigate = useNavigate();
  const grouped = view.groupBy !== undefined;
  const format = useMemo(
    () => ({ unit: view.bucket, timeZone: answer.timeZone }),
    [view.bucket, answer.timeZone],
  );
  const pictures = useMemo(() => {
    const largest = [...answer.groups]
      .sort((a, b) => b.total.n + b.total.open - a.total.n - a.total.open)
      .slice(0, MOST_PICTURES);
    const shown = answer.groups.filter((group) => largest.includes(group));
    const shared = shown.flatMap((group) => (group.points ?? []).map((point) => point.seconds));
    return shown.map((group) => ({
      group,
      model: prepareDistribution(
        group.buckets,
        group.points ?? [],
        { ...format, language: t.language },
        shared,
      ),
    }));
  }, [answer.groups, format, t.language]);
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  const metric = t(`durations.metric.${view.metric}`);
  const total = grouped ? undefined : answer.groups[0]?.total;
  const hasMedian = total !== undefined && !total.tooFew && total.medianSeconds !== null;
  const before = props.compare && !grouped ? (answer.comparison?.previousMedianSeconds ?? null) : null;
  const slots = pictures.flatMap((picture) => picture.model.slots);
  const describe = (slot: DistributionSlot) => ({
    title: t('durations.tip.period', {
      from: formatDay(dayOf(slot.from, answer.timeZone), t.language),
      to: formatDay(addDays(dayOf(slot.to, answer.timeZone), -1), t.language),
    }),
    lines: [
      slot.median === null
        ? t('durations.tip.tooFew')
        : t('durations.tip.median', { median: duration(slot.median) }),
      slot.lower === null || slot.upper === null
        ? null
        : t('durations.tip.interval', { lower: duration(slot.lower), upper: duration(slot.upper) }),
      slot.p90 === null ? null : t('durations.tip.p90', { p90: duration(slot.p90) }),
      t('durations.tip.n', { n: slot.n }),
      slot.open === 0 ? null : t('durations.tip.open', { n: slot.open }),
      slot.unfinished ? t('durations.tip.unfinished') : null,
    ].filter((line) => line !== null),
  });
  const open = (group: DurationGroup) => (slot: DistributionSlot) => {
    const target = rowsOf({ from: slot.from, to: slot.to, ...(grouped ? { group: group.key } : {}) });
    void navigate({ to: target.to as never, search: (target.search ?? {}) as never });
  };
  const drawn = answer.groups[0]?.points?.length ?? 0;
  const points = answer.groups[0]?.pointsTotal ?? 0;
  return (
    <ChartFrame
      title={
        hasMedian
          ? t('durations.chart.title', { metric, median: duration(total.medianSeconds) })
          : t('durations.chart.title.none', { metric })
      }
      summary={
        grouped
          ? t('durations.chart.groups', { shown: pictures.length, total: answer.groupsTotal })
          : total && hasMedian && total.medianLower !== null && total.medianUpper !== null
            ? t('durations.chart.summary', {
                median: duration(total.medianSeconds),
                lower: duration(total.medianLower),
                upper: duration(total.medianUpper),
                n: total.n,
              })
            : t('durations.chart.summary.few', { n: total?.n ?? 0 })
      }
      definitionKey={view.metric}
      definition={answer.definition}
      asTable={props.asTable}
      onAsTable={props.onAsTable}
      onActive={props.onActive}
      csv={durationsCsv(
        answer.groups,
        nameOf,
        `tenken-${view.metric}-${answer.from.slice(0, 10)}-${answer.to.slice(0, 10)}`,
        t,
      )}
      table={
        <DurationTable
          groups={answer.groups}
          grouped={grouped}
          nameOf={nameOf}
          format={format}
          rowsOf={rowsOf}
        />
      }
      legend={
        <DistributionLegend
          hasMedian={slots.some((slot) => slot.median !== null)}
          hasP90={slots.some((slot) => slot.p90 !== null)}
          hasOpen={slots.some((slot) => slot.open > 0)}
          hasUnfinished={slots.some((slot) => slot.unfinished)}
          hasBefore={before !== null}
        />
      }
    >
      {grouped ? (
        <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
          {pictures.map(({ group, model }) => (
            <div key={group.key}>
              <Title order={4} size="h6">
                {t(group.total.tooFew ? 'durations.chart.small.few' : 'durations.chart.small', {
                  group: nameOf(group),
                  median: duration(group.total.medianSeconds),
                  n: group.total.n + group.total.open,
                })}
              </Title>
              <DistributionChart
                model={model}
                label={`${metric}, ${nameOf(group)}`}
                height={210}
                describe={describe}
                onOpen={open(group)}
              />
            </div>
          ))}
        </SimpleGrid>
      ) : (
        pictures.map(({ group, model }) => (
          <DistributionChart
            key={group.key}
            model={model}
            label={metric}
            before={before}
            describe={describe}
            onOpen={open(group)}
          />
        ))
      )}
      {!grouped && drawn < points && (
        <Text size="xs" c="dimmed">
          {t('durations.chart.points', { shown: drawn, total: points })}
        </Text>
      )}
    </ChartFrame>
  );
}
