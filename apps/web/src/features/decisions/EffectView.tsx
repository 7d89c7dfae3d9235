import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { EffectEvidence } from '@tenken/shared/decision-effect.contract';
import type { DecisionEffect, DecisionOutcome } from '@tenken/shared/decisions.contract';
import type { ReplayKept } from '@tenken/shared/replay.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { EffectIncidents } from './EffectIncidents.js';
import { EffectSentence } from './EffectSentence.js';
import { EffectStrip } from './EffectStrip.js';

interface Props {
  evidence: EffectEvidence;
  outcome: DecisionOutcome;
  effect: DecisionEffect | null;
  replay?: ReplayKept | null;
  /** the address that shows the alerts behind a number: `before`, `after` or the offset of a day */
  rowsTarget(rows: string): RowsTarget;
  /** those alerts, below the figures */
  rows?: ReactNode;
}

/** Did it work? The sentence first, then what it stands on; every number leads to its rows. */
export function EffectView({ evidence, outcome, effect, replay = null, rowsTarget, rows }: Props) {
  const t = useT();
  const { timeZone } = evidence;
  const figure = (label: 'firedBefore' | 'firedAfter' | 'pagesBefore' | 'pagesAfter', side?: string) => (
    <Figure
      label={t(`decisions.figure.${label}`)}
      value={effect?.[label]?.toString() ?? null}
      {...(side !== undefined && (effect?.[label] ?? 0) > 0 ? { rows: rowsTarget(side) } : {})}
    />
  );
  return (
    <Stack>
      <EffectSentence
        outcome={outcome}
        effect={effect}
        definition={evidence.definition}
        timeZone={timeZone}
      />
      {effect !== null && (
        <>
          <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" data-figures>
            {figure('firedBefore', 'before')}
            {figure('firedAfter', 'after')}
            {figure('pagesBefore', 'pages-before')}
            {figure('pagesAfter', 'pages-after')}
          </SimpleGrid>
          {replay !== null && <Expected replay={replay} effect={effect} />}
          {rows}
          <EffectStrip
            evidence={evidence}
            effectiveAt={effect.effectiveAt}
            dayTarget={(offset) => rowsTarget(String(offset))}
          />
          {evidence.marks.length > 0 && (
            <Text size="sm" component="div">
              {t('decisions.marks')}
              <ul style={{ margin: 0 }}>
                {evidence.marks.map((mark) => (
                  <li key={`${mark.kind} ${mark.at}`}>
                    {mark.decisionId === null ? (
                      t('decisions.mark.definition', { version: mark.version ?? 0 })
                    ) : (
                      <RowsLink
                        underline="always"
                        target={{ to: '/decisions/$id', params: { id: mark.decisionId } }}
                      >
                        {t(`reviews.kind.${mark.decisionKind as 'tune'}`)}
                      </RowsLink>
                    )}
                    {t('ui.listSeparator')}
                    {formatInstant(mark.at, { language: t.language, timeZone })}
                  </li>
                ))}
              </ul>
            </Text>
          )}
          <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" data-figures>
            <Figure label={t('decisions.figure.caughtBefore')} value={String(effect.incidentsCaughtBefore)} />
            <Figure label={t('decisions.figure.caughtAfter')} value={String(effect.incidentsCaughtAfter)} />
            <Figure
              label={t('decisions.figure.uncaughtBefore')}
              value={effect.incidentsUncaughtBefore?.toString() ?? null}
            />
            <Figure
              label={t('decisions.figure.uncaughtAfter')}
              value={effect.incidentsUncaughtAfter?.toString() ?? null}
            />
          </SimpleGrid>
          <EffectIncidents incidents={evidence.incidents} timeZone={timeZone} />
        </>
      )}
    </Stack>
  );
}

/** What the what-if promised beside what came, both per week. */
function Expected({ replay, effect }: { replay: ReplayKept; effect: DecisionEffect }) {
  const t = useT();
  const came = (effect.firedAfter / effect.windowDays) * 7;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" data-figures>
      <Figure
        label={t('decisions.expected')}
        value={t('decisions.perWeek', { n: replay.after.episodesPerWeek })}
        note={t('decisions.expected.from', { n: replay.before.episodesPerWeek })}
      />
      <Figure label={t('decisions.came')} value={t('decisions.perWeek', { n: came })} />
    </SimpleGrid>
  );
}
