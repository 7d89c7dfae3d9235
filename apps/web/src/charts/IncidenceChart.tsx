import { CartesianGrid, ComposedChart, ReferenceLine, XAxis } from 'recharts';
import { AtRiskRows } from './AtRiskRows.js';
import { X_AXIS } from './axisStyles.js';
import { ChartLegend } from './ChartLegend.js';
import type { TooltipText } from './ChartTooltip.js';
import { INCIDENCE_STYLES, IncidenceMarks } from './IncidenceMarks.js';
import { PlaceTooltip } from './PlaceTooltip.js';
import { PointerPlaces } from './PointerPlaces.js';
import type { IncidenceModel } from './prepare/prepareIncidence.js';
import { ShareAxis } from './ShareAxis.js';

interface Props {
  model: IncidenceModel;
  /** What the screen reader calls it. */
  label: string;
  /** The names of the curves, in their order; short, they stand at the ends of the lines. */
  names: readonly string[];
  height?: number;
  describe(place: IncidenceModel['places'][number]): TooltipText;
}

/** Room on the right for the names at the ends of the lines. */
const NAMES_WIDTH = 64;

/** At most six curves of shares over days, told apart by colour, dashes and name; below them how many were followed. */
export function IncidenceChart({ model, label, names, height = 280, describe }: Props) {
  const { dayTicks, shareTicks, lastDay, curves, places } = model;
  const top = shareTicks.at(-1) ?? 1;
  return (
    <>
      <ComposedChart
        responsive
        style={{ width: '100%', height }}
        data={places.map(({ day }) => ({ day, at: 0 }))}
        margin={{ top: 8, right: NAMES_WIDTH, bottom: 0, left: 0 }}
        title={label}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          {...X_AXIS}
          dataKey="day"
          type="number"
          domain={[0, lastDay]}
          allowDataOverflow
          ticks={dayTicks}
          interval="equidistantPreserveStart"
        />
        <ShareAxis ticks={shareTicks} width={56} />
        {top > 0.5 && <ReferenceLine y={0.5} stroke="var(--mantine-color-dimmed)" strokeDasharray="2 4" />}
        <IncidenceMarks model={model} names={names} />
        <PointerPlaces />
        <PlaceTooltip
          textOf={(day) => {
            const place = places.find((one) => one.day === day);
            return place ? describe(place) : null;
          }}
        />
      </ComposedChart>
      <div style={{ paddingRight: NAMES_WIDTH - 16 }}>
        <AtRiskRows
          ticks={dayTicks.map((day) => (day / lastDay) * 100)}
          rows={curves.map((curve, index) => ({
            key: curve.key,
            name: names[index] ?? curve.key,
            style: INCIDENCE_STYLES[index] ?? INCIDENCE_STYLES[0],
            counts: curve.atTicks.map((at) => at?.atRisk ?? 0),
          }))}
        />
      </div>
      <ChartLegend
        entries={curves.map((curve, index) => ({
          key: curve.key,
          mark: <path d="M0,9h7v-6h9" fill="none" {...INCIDENCE_STYLES[index]} />,
          label: names[index] ?? curve.key,
        }))}
      />
    </>
  );
}
