import { useT } from '../i18n/useT.js';
import { ChartLegend } from './ChartLegend.js';

interface LegendProps {
  hasOpen: boolean;
  hasP90: boolean;
  hasMedian: boolean;
  hasUnfinished: boolean;
  hasBefore: boolean;
  /** the name of the period compared with */
  before?: string | null;
  hasChanges?: boolean;
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
    props.hasChanges && {
      key: 'change',
      mark: <path d="M4,12v-12h9l-3,3.5l3,3.5h-9" fill="var(--mantine-color-text)" />,
    },
  ].filter((entry) => entry !== false) as { key: 'dot' | 'before'; mark: React.ReactNode }[];
  return (
    <ChartLegend
      entries={entries.map((entry) => ({
        ...entry,
        label:
          entry.key === 'before'
            ? t('charts.legend.before', { period: props.before ?? '—' })
            : t(`charts.legend.${entry.key}`),
      }))}
    />
  );
}
