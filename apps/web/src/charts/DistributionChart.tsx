import { CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { useT } from '../i18n/useT.js';
import { ChartLegend } from './ChartLegend.js';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';
import { DistributionMarks } from './DistributionMarks.js';
import type { DistributionModel, DistributionSlot } from './prepare/prepareDistribution.js';

interface Props {
  model: DistributionModel;
  /** What the screen reader calls it. */
  label: string;
  height?: number;
  /** The median of the period compared with. */
  before?: number | null;
  describe(slot: DistributionSlot): TooltipText;
  /** A click on a period. */
  onOpen?(slot: DistributionSlot): void;
}

const AXIS = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

/** Every incident a dot on a logarithmic axis; per period the median with its interval; open ones as arrows. */
export function DistributionChart({ model, label, height = 320, before = null, describe, onOpen }: Props) {
  const { slots, ticks, domain, xTicks } = model;
  const names = new Map(ticks.map((tick) => [tick.value, tick.label]));
  const data = slots.map((slot) => ({ index: slot.index, at: domain[0] }));
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height, cursor: onOpen ? 'pointer' : undefined }}
      data={data}
      margin={{ top: 14, right: 12, bottom: 4, left: 0 }}
      title={label}
      onClick={(state) => {
        const slot = slots[Number(state.activeTooltipIndex)];
        if (slot && state.activeTooltipIndex !== null) onOpen?.(slot);
      }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="index"
        type="number"
        domain={[-0.5, slots.length - 0.5]}
        ticks={xTicks}
        interval="equidistantPreserveStart"
        minTickGap={8}
        height={40}
        tickLine={false}
        tick={(props) => (
          <PeriodTick x={Number(props.x)} y={Number(props.y)} slot={slots[Number(props.payload.value)]} />
        )}
        tickFormatter={(index: number) => slots[index]?.label ?? ''}
        stroke="var(--line)"
      />
      <YAxis
        type="number"
        scale="log"
        domain={domain}
        allowDataOverflow
        ticks={ticks.map((tick) => tick.value)}
        tickFormatter={(value: number) => names.get(value) ?? ''}
        width={48}
        tick={AXIS}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {before !== null && (
        <ReferenceLine y={before} stroke="var(--data-comparison)" strokeDasharray="6 4" strokeWidth={2} />
      )}
      <DistributionMarks model={model} />
      {/* Draws nothing: it gives pointer and arrow keys a place in every period, also where no median is. */}
      <Line
        dataKey="at"
        stroke="transparent"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        legendType="none"
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeDasharray: '3 3' }}
        content={({ active, label: index }) => {
          const slot = slots[Number(index)];
          return <ChartTooltip text={active && slot ? describe(slot) : null} />;
        }}
      />
    </ComposedChart>
  );
}

function PeriodTick({ x, y, slot }: { x: number; y: number; slot: DistributionSlot | undefined }) {
  if (!slot) return null;
  return (
    <text x={x} y={y + 10} textAnchor="middle" {...AXIS}>
      <tspan x={x}>{slot.label}</tspan>
      <tspan x={x} dy={16}>{`n=${slot.n + slot.open}`}</tspan>
    </text>
  );
}

interface LegendProps {
  hasOpen: boolean;
  hasP90: boolean;
  hasMedian: boolean;
  hasUnfinished: boolean;
  hasBefore: boolean;
}

/** Only the marks that are there. */
export function DistributionLegend(props: LegendProps) {
  const t = useT();
  const entries = [
    {
      key: 'dot',
      mark: <circle cx="8" cy="6" r="3.5" fill="var(--data)" fillOpacity={0.55} stroke="var(--data)" />,
    },
    props.hasMedian && {
      key: 'median',
      mark: (
        <>
          <rect
            x="1"
            y="1"
            width="14"
            height="10"
            fill="var(--data-band)"
            stroke="var(--data)"
            strokeOpacity={0.5}
          />
          <line x1="1" x2="15" y1="6" y2="6" stroke="var(--mantine-color-text)" strokeWidth={2.5} />
        </>
      ),
    },
    props.hasP90 && {
      key: 'p90',
      mark: (
        <path d="M8,1l5,5l-5,5l-5,-5z" fill="none" stroke="var(--mantine-color-text)" strokeWidth={1.5} />
      ),
    },
    props.hasOpen && {
      key: 'open',
      mark: <path d="M8,12v-11m-4,4l4,-4l4,4" fill="none" stroke="var(--severity-high)" strokeWidth={2} />,
    },
    props.hasUnfinished && {
      key: 'unfinished',
      mark: <path d="M1,11l6,-10M6,11l6,-10M11,11l4,-7" stroke="var(--mantine-color-dimmed)" />,
    },
    props.hasBefore && {
      key: 'before',
      mark: (
        <line
          x1="0"
          x2="16"
          y1="6"
          y2="6"
          stroke="var(--data-comparison)"
          strokeWidth={2}
          strokeDasharray="6 4"
        />
      ),
    },
  ].filter((entry) => entry !== false) as { key: 'dot'; mark: React.ReactNode }[];
  return (
    <ChartLegend entries={entries.map((entry) => ({ ...entry, label: t(`charts.legend.${entry.key}`) }))} />
  );
}
