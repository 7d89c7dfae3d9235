import { Table } from '@mantine/core';
import type { EffectEvidence, EffectMark } from '@tenken/shared/decision-effect.contract';
import { useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import classes from './EffectStrip.module.css';

const WIDTH = 10;
const HEIGHT = 100;
const DAY_MS = 86_400_000;

interface Props {
  evidence: EffectEvidence;
  effectiveAt: string;
  /** the alerts of one day of the strip */
  dayTarget(offset: number): RowsTarget;
}

/** 28 days before and after as bars, the instant between them as a line, and what else happened as broken lines. */
export function EffectStrip({ evidence, effectiveAt, dayTarget }: Props) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const { days, marks, timeZone } = evidence;
  useKeys(t('decisions.strip.keys'), [
    { key: 'b', label: t('charts.asTable'), run: () => setAsTable((old) => !old) },
  ]);
  const max = Math.max(1, ...days.map((day) => day.fired ?? 0));
  const half = days.length / 2;
  const xOf = (at: string) => (half + (Date.parse(at) - Date.parse(effectiveAt)) / DAY_MS) * WIDTH;
  const format = { language: t.language, timeZone };
  const nameOf = (mark: EffectMark) =>
    mark.kind === 'definition'
      ? t('decisions.mark.definition', { version: mark.version ?? 0 })
      : t(`reviews.kind.${mark.decisionKind as 'tune'}`);
  const summary = t('decisions.strip.summary', {
    at: formatInstant(effectiveAt, format),
    max,
    marks: marks.length,
  });
  return (
    <ChartFrame
      title={t('decisions.strip.title')}
      summary={summary}
      definitionKey="decision_effect"
      definition={evidence.definition}
      asTable={asTable}
      onAsTable={setAsTable}
      table={
        <Table.ScrollContainer minWidth={420} mah={360} type="native" tabIndex={0}>
          <Table verticalSpacing={2} aria-label={t('decisions.strip.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('decisions.strip.offset')}</Table.Th>
                <Table.Th scope="col">{t('decisions.strip.day')}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('decisions.figure.fired')}
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('decisions.figure.pages')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {days.map((day) => (
                <Table.Tr key={day.offset}>
                  <Table.Th scope="row" fw={400}>
                    {t('decisions.strip.offset.value', { n: day.offset })}
                  </Table.Th>
                  <Table.Td>{formatDay(day.day, t.language)}</Table.Td>
                  <Table.Td ta="right">
                    {day.fired === null ? (
                      '—'
                    ) : day.fired === 0 ? (
                      0
                    ) : (
                      <RowsLink target={dayTarget(day.offset)}>{day.fired}</RowsLink>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">{day.pages ?? '—'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      }
    >
      <svg
        className={classes.chart}
        viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {days.map((day) =>
          day.fired === null || day.fired === 0 ? null : (
            <rect
              key={day.offset}
              className={[
                day.offset < 0 ? classes.before : classes.after,
                day.isCompared ? '' : classes.outside,
              ].join(' ')}
              x={(day.offset + half) * WIDTH + 1}
              width={WIDTH - 2}
              y={HEIGHT - (day.fired / max) * (HEIGHT - 4)}
              height={(day.fired / max) * (HEIGHT - 4)}
            >
              <title>{t('decisions.strip.bar', { day: formatDay(day.day, t.language), n: day.fired })}</title>
            </rect>
          ),
        )}
        <line className={classes.base} x1={0} x2={days.length * WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {marks.map((mark) => (
          <line
            key={`${mark.kind} ${mark.at}`}
            className={classes.mark}
            x1={xOf(mark.at)}
            x2={xOf(mark.at)}
            y1={0}
            y2={HEIGHT}
          >
            <title>{`${nameOf(mark)}: ${formatInstant(mark.at, format)}`}</title>
          </line>
        ))}
        <line className={classes.effective} x1={half * WIDTH} x2={half * WIDTH} y1={0} y2={HEIGHT} />
      </svg>
      <div className={classes.axis} aria-hidden>
        <span>{t('decisions.strip.before', { n: half })}</span>
        <span>{t('decisions.strip.effective')}</span>
        <span>{t('decisions.strip.after', { n: half })}</span>
      </div>
    </ChartFrame>
  );
}
