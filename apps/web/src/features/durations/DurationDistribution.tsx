import { SimpleGrid, Text, Title } from '@mantine/core';
import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import type { DurationGroup, DurationsResponse } from '@tenken/shared/durations.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { DistributionChart } from '../../charts/DistributionChart.js';
import { DistributionLegend } from '../../charts/DistributionLegend.js';
import { placeMarks } from '../../charts/prepare/placeMarks.js';
import { type DistributionSlot, prepareDistribution } from '../../charts/prepare/prepareDistribution.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { againstText } from '../../ui/againstText.js';
import { useOpenRows } from '../../ui/useOpenRows.js';
import { DefinitionChangeList } from './DefinitionChangeList.js';
import { DurationTable } from './DurationTable.js';
import { describeChange } from './describeChange.js';
import { describeSlot } from './describeSlot.js';
import { durationDefinitionKey, durationName } from './durationName.js';
import type { DurationView, RowsOf } from './durationView.js';

/** More pictures than this cannot be compared at a glance; the table has them all. */
const MOST_PICTURES = 12;

interface Props {
  answer: DurationsResponse;
  view: DurationView;
  /** those of the definition behind the picture */
  changes: readonly DefinitionChange[];
  nameOf(group: DurationGroup): string;
  rowsOf: RowsOf;
  csvPath: string;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The picture: one distribution, or one per group on the same axis; with its table. */
export function DurationDistribution(props: Props) {
  const { answer, view, changes, nameOf, rowsOf } = props;
  const t = useT();
  const openRows = useOpenRows();
  const grouped = view.groupBy !== undefined;
  const format = useMemo(
    () => ({ unit: view.bucket, timeZone: answer.timeZone, fiscalYearStartsIn: view.fiscalStart }),
    [view.bucket, answer.timeZone, view.fiscalStart],
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
  const marks = useMemo(
    () =>
      placeMarks(answer.groups[0]?.buckets ?? [], changes).map(({ slot, x, thing }) => ({
        slot,
        x,
        label: describeChange(t, thing),
      })),
    [answer.groups, changes, t],
  );
  const duration = (seconds: number | null) => formatDuration(seconds, t.language);
  const metric = durationName(t, view.metric);
  const total = grouped ? undefined : answer.groups[0]?.total;
  const hasMedian = total !== undefined && !total.tooFew && total.medianSeconds !== null;
  const { previous } = answer;
  const before = grouped || previous === null || previous.tooFew ? null : previous.medianSeconds;
  const slots = pictures.flatMap((picture) => picture.model.slots);
  const describe = (slot: DistributionSlot) =>
    describeSlot(
      t,
      slot,
      answer.timeZone,
      marks.filter((mark) => mark.slot === slot.index).map(({ label }) => label),
    );
  const open = (group: DurationGroup) => (slot: DistributionSlot) => {
    const target = rowsOf({ from: slot.from, to: slot.to, ...(grouped ? { group: group.key } : {}) });
    openRows(target);
  };
  const drawn = answer.groups[0]?.points?.length ?? 0;
  const points = answer.groups[0]?.pointsTotal ?? 0;
  const chart = (group: DurationGroup, model: (typeof pictures)[number]['model']) => (
    <DistributionChart
      model={model}
      label={grouped ? `${metric}, ${nameOf(group)}` : metric}
      height={grouped ? 210 : 340}
      before={before}
      changes={marks}
      describe={describe}
      onOpen={open(group)}
    />
  );
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
      definitionKey={durationDefinitionKey(view.metric)}
      definition={answer.definition}
      asTable={props.asTable}
      onAsTable={props.onAsTable}
      onActive={props.onActive}
      csv={props.csvPath}
      table={
        <DurationTable
          groups={answer.groups}
          grouped={grouped}
          nameOf={nameOf}
          format={format}
          changes={marks}
          rowsOf={rowsOf}
        />
      }
      legend={
        <DistributionLegend
          hasMedian={slots.some((slot) => slot.median !== null)}
          hasP90={slots.some((slot) => slot.p90 !== null)}
          hasOpen={slots.some((slot) => slot.open > 0)}
          hasUnfinished={slots.some((slot) => slot.unfinished)}
          hasChanges={marks.length > 0}
          hasBefore={before !== null}
          before={
            before === null || previous === null
              ? null
              : againstText(t, view.comparison, previous, answer.timeZone)
          }
        />
      }
      footer={
        marks.length > 0 && (
          <>
            <Text size="sm" mt="xs">
              {t('durations.changes.marks', { n: marks.length })}
            </Text>
            <DefinitionChangeList changes={changes} timeZone={answer.timeZone} />
          </>
        )
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
              {chart(group, model)}
            </div>
          ))}
        </SimpleGrid>
      ) : (
        pictures.map(({ group, model }) => <div key={group.key}>{chart(group, model)}</div>)
      )}
      {!grouped && drawn < points && (
        <Text size="xs" c="dimmed">
          {t('durations.chart.points', { shown: drawn, total: points })}
        </Text>
      )}
    </ChartFrame>
  );
}
