import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { placeEndLabels } from './prepare/placeEndLabels.js';
import type { IncidenceModel } from './prepare/prepareIncidence.js';

interface LineStyle {
  stroke: string;
  strokeWidth: number;
  strokeDasharray: string | undefined;
}

/** Lightness, hue and dashes differ, so that they stay apart in grey and for every kind of colour vision. */
export const INCIDENCE_STYLES: readonly [LineStyle, ...LineStyle[]] = [
  { stroke: 'var(--data)', strokeWidth: 2.5, strokeDasharray: undefined },
  { stroke: 'var(--verdict-false-positive)', strokeWidth: 2.5, strokeDasharray: '9 3' },
  { stroke: 'var(--verdict-duplicate)', strokeWidth: 2, strokeDasharray: '2 3' },
  { stroke: 'var(--data-comparison)', strokeWidth: 2.5, strokeDasharray: '9 3 2 3' },
  { stroke: 'var(--severity-critical)', strokeWidth: 2, strokeDasharray: '5 2' },
  { stroke: 'var(--severity-outline)', strokeWidth: 2, strokeDasharray: '1 4' },
];

/** Step curves in the coordinates of the chart around them, each with its name where it ends. */
export function IncidenceMarks({ model, names }: { model: IncidenceModel; names: readonly string[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  const px = (day: number) => x(day) ?? 0;
  const py = (share: number) => y(share) ?? 0;
  const labels = placeEndLabels(
    model.curves.map(({ line }) => py(line.at(-1)?.y ?? 0)),
    { least: plot.y + 6, most: plot.y + plot.height },
  );
  return (
    <g>
      {[...model.curves.entries()].reverse().map(([index, curve]) => (
        <g key={curve.key}>
          <path
            d={curve.line.map((point, at) => `${at === 0 ? 'M' : 'L'}${px(point.x)},${py(point.y)}`).join('')}
            fill="none"
            strokeLinejoin="round"
            {...(INCIDENCE_STYLES[index] ?? INCIDENCE_STYLES[0])}
          />
          <text
            x={plot.x + plot.width + 6}
            y={(labels[index] ?? 0) + 4}
            fontSize={12}
            fill={(INCIDENCE_STYLES[index] ?? INCIDENCE_STYLES[0]).stroke}
          >
            {shortened(names[index] ?? curve.key)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** What fits beside the plot; the legend has the whole name. */
function shortened(name: string): string {
  const most = /^[\x20-\x7e]*$/.test(name) ? 8 : 4;
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}
