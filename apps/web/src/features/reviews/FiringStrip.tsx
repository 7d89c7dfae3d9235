import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays } from '../../time/isoDay.js';

const HEIGHT = 44;

interface Props {
  /** firings per local day of the window */
  values: readonly number[];
  /** the first of these days */
  firstDay: string;
}

/** Firings per day as bars from 0, with the busiest day in words. */
export const FiringStrip = memo(function FiringStrip({ values, firstDay }: Props) {
  const t = useT();
  const max = Math.max(0, ...values);
  const busiest = values.indexOf(max);
  const summary =
    max === 0
      ? t('reviews.strip.none')
      : t('reviews.strip.summary', { day: formatDay(addDays(firstDay, busiest), t.language), n: max });
  const width = Math.max(1, values.length) * 4;
  return (
    <figure style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line)" />
        {values.map((value, index) =>
          value === 0 ? null : (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the day
              key={index}
              x={index * 4}
              width={3}
              y={HEIGHT - (value / max) * (HEIGHT - 2)}
              height={(value / max) * (HEIGHT - 2)}
              fill="var(--data)"
            />
          ),
        )}
      </svg>
      <figcaption style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>{summary}</figcaption>
    </figure>
  );
});
