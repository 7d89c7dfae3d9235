import { CartesianGrid, ComposedChart, ReferenceLine, XAxis } from 'recharts';
import { useT } from '../i18n/useT.js';
import { AtRiskRows } from './AtRiskRows.js';
import { X_AXIS } from './axisStyles.js';
import { ChartLegend } from './ChartLegend.js';
import type { TooltipText } from './ChartTooltip.js';
import { CURVE_STYLES, CurveMarks } from './CurveMarks.js';
import { PlaceTooltip } from './PlaceTooltip.js';
import { PointerPlaces } from './PointerPlaces.js';
import type { CurvesModel } from './prepare/prepareCurves.js';
import { ShareAxis } from './ShareAxis.js';

interface Props {
  model: CurvesModel;
  /** What the screen reader calls it. */
  label: string;
  /** The names of the curves, in their order. */
  names: readonly string[];
  height?: number;
  describe(place: CurvesModel['places'][number]): TooltipText;
}

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** At most two survival curves on a logarithmic axis of time, and below them how many were still followed. */
export function CurvesChart({ model, label, names, height = 280, describe }: Props) {
  const t = useT();
  const { ticks, domain, curves, places } = model;
  const labels = new Map(ticks.map((tick) => [tick.value, tick.label]));
  return (
    <>
      <ComposedChart
        responsive
        style={{ width: '100%', height }}
        data={places.map(({ seconds }) => ({ seconds, at: 0 }))}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        title={label}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          {...X_AXIS}
          dataKey="seconds"
          type="number"
          scale="log"
          domain={domain}
          allowDataOverflow
          ticks={ticks.map((tick) => tick.value)}
          tickFormatter={(value: number) => labels.get(value) ?? ''}
          interval={0}
        />
        <ShareAxis ticks={SHARES} width={56} />
        <ReferenceLine y={0.5} stroke="var(--mantine-color-dimmed)" strokeDasharray="2 4" />
        <CurveMarks model={model} />
        <PointerPlaces />
        <PlaceTooltip
          textOf={(seconds) => {
            const place = places.find((one) => one.seconds === seconds);
            return place ? describe(place) : null;
          }}
        />
      </ComposedChart>
      <AtRiskRows
        ticks={ticks.map(
          ({ value }) => (Math.log(value / domain[0]) / Math.log(domain[1] / domain[0])) * 100,
        )}
        rows={curves.map((curve, index) => ({
          key: curve.key,
          name: names[index] ?? curve.key,
          style: CURVE_STYLES[index] ?? CURVE_STYLES[0],
          counts: curve.atTicks.map((at) => at?.atRisk ?? 0),
        }))}
      />
      <ChartLegend
        entries={[
          ...curves.map((curve, index) => ({
            key: curve.key,
            mark: <path d="M0,3h7v6h9" fill="none" {...CURVE_STYLES[index]} />,
            label: names[index] ?? curve.key,
          })),
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
