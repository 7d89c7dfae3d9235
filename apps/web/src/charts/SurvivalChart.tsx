import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis } from 'recharts';
import { useT } from '../i18n/useT.js';
import { X_AXIS } from './axisStyles.js';
import classes from './ChartFrame.module.css';
import { ChartLegend } from './ChartLegend.js';
import { ChartTooltip, type TooltipText } from './ChartTooltip.js';
import type { StepPoint, StepsModel } from './prepare/prepareSteps.js';
import { ShareAxis } from './ShareAxis.js';

interface Props {
  model: StepsModel;
  label: string;
  /** The name of the curve in the legend. */
  curve: string;
  height?: number;
  /** Days at which half is reached; marked when known. */
  medianDays?: number | null;
  describe(point: StepPoint): TooltipText;
}

/** A step curve of shares over days with its band, and below it how many were still followed. */
export function SurvivalChart({ model, label, curve, height = 240, medianDays = null, describe }: Props) {
  const t = useT();
  const { points, dayTicks, atRisk, lastDay, shareTicks } = model;
  const data = [...points, { ...points.at(-1)!, day: lastDay }].map((point) => ({
    ...point,
    band: point.band ?? undefined,
  }));
  return (
    <>
      <ComposedChart
        responsive
        style={{ width: '100%', height }}
        data={data}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        title={label}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          {...X_AXIS}
          dataKey="day"
          type="number"
          domain={[0, lastDay]}
          ticks={dayTicks}
          interval="equidistantPreserveStart"
        />
        <ShareAxis ticks={shareTicks} width={48} />
        <Area
          dataKey="band"
          type="stepAfter"
          fill="var(--data-band)"
          fillOpacity={1}
          stroke="none"
          activeDot={false}
          isAnimationActive={false}
        />
        {medianDays !== null && (
          <ReferenceLine
            segment={[
              { x: medianDays, y: 0 },
              { x: medianDays, y: 0.5 },
            ]}
            stroke="var(--data-comparison)"
            strokeDasharray="6 4"
          />
        )}
        <Line
          dataKey="share"
          type="stepAfter"
          stroke="var(--data)"
          strokeWidth={2}
          dot={false}
          activeDot={{ r: 4, fill: 'var(--data)' }}
          isAnimationActive={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeDasharray: '3 3' }}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as StepPoint | undefined;
            return <ChartTooltip text={active && point ? describe(point) : null} />;
          }}
        />
      </ComposedChart>
      <dl className={classes.atRisk} title={t('charts.atRisk.hint')}>
        <dt>{t('charts.atRisk')}</dt>
        {atRisk.map(({ day, n }) => (
          <dd key={day} style={{ left: `${(day / lastDay) * 100}%` }}>
            {n}
          </dd>
        ))}
      </dl>
      <ChartLegend
        entries={[
          {
            key: 'curve',
            mark: <path d="M0,10h6v-5h10" fill="none" stroke="var(--data)" strokeWidth={2} />,
            label: curve,
          },
          {
            key: 'band',
            mark: <rect x="0" y="1" width="16" height="10" fill="var(--data-band)" />,
            label: t('charts.legend.band'),
          },
        ]}
      />
    </>
  );
}
