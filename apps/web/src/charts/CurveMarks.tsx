import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { CurvesModel } from './prepare/prepareCurves.js';

/** How a curve is told from the other: colour, dashes and width; the first is the period itself. */
export const CURVE_STYLES = [
  { stroke: 'var(--data)', strokeWidth: 2.5, strokeDasharray: undefined },
  { stroke: 'var(--data-comparison)', strokeWidth: 2, strokeDasharray: '6 3' },
] as const;

/** Step curves and the band of the first one, in the coordinates of the chart around them. */
export function CurveMarks({ model }: { model: CurvesModel }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  const px = (seconds: number) => x(seconds) ?? 0;
  const py = (share: number) => y(share) ?? 0;
  const band = (model.curves[0]?.band ?? [])
    .map(({ from, to, lower, upper }) => `M${px(from)},${py(upper)}H${px(to)}V${py(lower)}H${px(from)}Z`)
    .join('');
  return (
    <g>
      <path d={band} fill="var(--data-band)" stroke="none" />
      {[...model.curves.entries()].reverse().map(([index, curve]) => (
        <path
          key={curve.key}
          d={curve.line.map((point, at) => `${at === 0 ? 'M' : 'L'}${px(point.x)},${py(point.y)}`).join('')}
          fill="none"
          strokeLinejoin="round"
          {...CURVE_STYLES[index]}
        />
      ))}
    </g>
  );
}
