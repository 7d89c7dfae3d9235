import { usePlotArea, useXAxisScale } from 'recharts';

/** A change of a definition on the time axis: `x` in slots, and what changed. */
export interface ChangeMark {
  x: number;
  label: string;
}

/** Dashed lines with a flag where a definition changed, in the coordinates of the chart around them. */
export function ChangeMarks({ marks }: { marks: readonly ChangeMark[] }) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (!x || !plot) return null;
  return (
    <g>
      {marks.map((mark) => {
        const at = x(mark.x) ?? 0;
        return (
          <g key={`${mark.x} ${mark.label}`}>
            <title>{mark.label}</title>
            <line
              x1={at}
              x2={at}
              y1={plot.y - 8}
              y2={plot.y + plot.height}
              stroke="var(--mantine-color-text)"
              strokeWidth={1.5}
              strokeDasharray="2 3"
            />
            <path
              d={`M${at},${plot.y - 12}h9l-3,4l3,4h-9z`}
              fill="var(--mantine-color-text)"
              stroke="var(--mantine-color-body)"
            />
          </g>
        );
      })}
    </g>
  );
}
