import { useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { DistributionModel } from './prepare/prepareDistribution.js';

const DOT = 3;

/** Hatching, bands, medians, dots and arrows, in the coordinates of the chart around them. */
export function DistributionMarks({ model }: { model: DistributionModel }) {
  const hatch = useId();
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  const at = (slot: number, seconds: number) => ({ px: x(slot) ?? 0, py: y(Math.max(1, seconds)) ?? 0 });
  const slotWidth = Math.abs((x(1) ?? 0) - (x(0) ?? 0)) || plot.width;
  const half = Math.min(slotWidth * 0.36, 44);
  return (
    <g>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--line)" strokeWidth="2" />
        </pattern>
      </defs>
      {model.slots.map((slot) => {
        const { px } = at(slot.index, 1);
        return slot.unfinished ? (
          <rect
            key={slot.index}
            x={Math.max(plot.x, px - slotWidth / 2)}
            y={plot.y}
            width={Math.min(slotWidth, plot.width)}
            height={plot.height}
            fill={`url(#${hatch})`}
          />
        ) : null;
      })}
      {model.slots.map((slot) => {
        if (slot.lower === null || slot.upper === null) return null;
        const top = at(slot.index, slot.upper);
        const bottom = at(slot.index, slot.lower);
        return (
          <rect
            key={slot.index}
            x={top.px - half}
            y={top.py}
            width={half * 2}
            height={Math.max(2, bottom.py - top.py)}
            fill="var(--data-band)"
            stroke="var(--data)"
            strokeOpacity={0.5}
          />
        );
      })}
      <path
        d={model.dots
          .filter((dot) => !dot.open)
          .map((dot) => circle(x(dot.x) ?? 0, y(dot.y) ?? 0))
          .join('')}
        fill="var(--data)"
        fillOpacity={0.55}
        stroke="var(--data)"
      />
      <path
        d={model.dots
          .filter((dot) => dot.open)
          .map((dot) => arrow(x(dot.x) ?? 0, y(dot.y) ?? 0))
          .join('')}
        fill="none"
        stroke="var(--severity-high)"
        strokeWidth={2}
      />
      {model.slots.map((slot) => {
        if (slot.median === null) return null;
        const { px, py } = at(slot.index, slot.median);
        return (
          <line
            key={slot.index}
            x1={px - half}
            x2={px + half}
            y1={py}
            y2={py}
            stroke="var(--mantine-color-text)"
            strokeWidth={2.5}
          />
        );
      })}
      {model.slots.map((slot) => {
        if (slot.p90 === null) return null;
        const { px, py } = at(slot.index, slot.p90);
        return (
          <path
            key={slot.index}
            d={diamond(px, py)}
            fill="none"
            stroke="var(--mantine-color-text)"
            strokeWidth={1.5}
          />
        );
      })}
    </g>
  );
}

function circle(x: number, y: number): string {
  return `M${x - DOT},${y}a${DOT},${DOT} 0 1,0 ${DOT * 2},0a${DOT},${DOT} 0 1,0 ${-DOT * 2},0`;
}

/** Upwards from where it stands now. */
function arrow(x: number, y: number): string {
  return `M${x},${y}v-12m-4,4l4,-4l4,4`;
}

function diamond(x: number, y: number): string {
  return `M${x},${y - 5}l5,5l-5,5l-5,-5z`;
}
