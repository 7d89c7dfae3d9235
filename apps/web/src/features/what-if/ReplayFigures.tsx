import { Anchor, Table, Text } from '@mantine/core';
import type {
  IncidentCounts,
  ReplayBucket,
  ReplayOutcome,
  ReplayResponse,
} from '@tenken/shared/replay.contract';
import type { ReactNode } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { formatPerWeek } from './prepareReplay.js';

/** Which incidents a number stands for. */
export type IncidentKind = 'missed' | 'late' | 'delayed' | 'proposed';

interface Props {
  answer: ReplayResponse;
  onRows(bucket: ReplayBucket, isRecorded: boolean): void;
  onIncidents(kind: IncidentKind): void;
}

/** What would be different, number by number; each opens to its rows. */
export function ReplayFigures({ answer, onRows, onIncidents }: Props) {
  const t = useT();
  const { recorded, setting } = answer;
  const count = (n: number) => formatCount(n, t.language);
  const rows = (bucket: ReplayBucket, n: number, isRecorded = false, text = count(n)) =>
    n === 0 ? text : <RowsButton onClick={() => onRows(bucket, isRecorded)}>{text}</RowsButton>;
  const of = (bucket: ReplayBucket, part: number, whole: number) =>
    rows(bucket, part, false, t('whatIf.figure.of', { part: count(part), whole: count(whole) }));
  const perWeek = (n: number | null) => (
    <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
      {t('whatIf.figure.perWeek', { n: formatPerWeek(n, t.language) })}
    </Text>
  );
  const pages = (outcome: ReplayOutcome, isRecorded: boolean) =>
    outcome.pages === null ? (
      <Text size="sm" c="dimmed">
        {t('whatIf.figure.unknown')}
      </Text>
    ) : (
      <>
        {rows('pages', outcome.pages, isRecorded)}
        {perWeek(outcome.pagesPerWeek)}
      </>
    );
  const incidents = (kind: IncidentKind, n: number, text = count(n)) =>
    n === 0 ? text : <RowsButton onClick={() => onIncidents(kind)}>{text}</RowsButton>;
  const { nuisance, actionable, otherJudged, unjudged, confirmed, proposed } = setting;
  const lines: { key: string; name: string; before?: ReactNode; after: ReactNode; show?: boolean }[] = [
    {
      key: 'episodes',
      name: t('whatIf.figure.episodes'),
      before: (
        <>
          {rows('episodes', recorded.episodes, true)}
          {perWeek(recorded.episodesPerWeek)}
        </>
      ),
      after: (
        <>
          {rows('episodes', setting.episodes)}
          {perWeek(setting.episodesPerWeek)}
        </>
      ),
    },
    {
      key: 'pages',
      name: t('whatIf.figure.pages'),
      before: pages(recorded, true),
      after: pages(setting, false),
    },
    {
      key: 'nuisance',
      name: t('whatIf.figure.nuisance'),
      after: of('nuisance_removed', nuisance.removed, nuisance.reviewed),
    },
    {
      key: 'actionable',
      name: t('whatIf.figure.actionable'),
      after: of('actionable_lost', actionable.lost, actionable.reviewed),
    },
    {
      key: 'folded',
      name: t('whatIf.figure.folded'),
      after: of('actionable_folded', actionable.folded, actionable.reviewed),
      show: actionable.folded > 0,
    },
    {
      key: 'other',
      name: t('whatIf.figure.otherJudged'),
      after: of('other_judged_removed', otherJudged.removed, otherJudged.reviewed),
      show: otherJudged.removed > 0,
    },
    {
      key: 'unjudged',
      name: t('whatIf.figure.unjudged'),
      after: of('unjudged_removed', unjudged.removed, unjudged.fired),
    },
    {
      key: 'missed',
      name: t('whatIf.figure.missed'),
      after: incidents('missed', confirmed.missed, ofLinked(confirmed.missed, confirmed, t)),
    },
    {
      key: 'late',
      name: t('whatIf.figure.late'),
      after: incidents('late', confirmed.late, ofLinked(confirmed.late, confirmed, t)),
    },
    {
      key: 'delayed',
      name: t('whatIf.figure.delayed'),
      after: incidents('delayed', confirmed.delayed, delayedText(confirmed, t)),
    },
    {
      key: 'proposed',
      name: t('whatIf.figure.proposed'),
      after: incidents(
        'proposed',
        proposed.linked,
        t('whatIf.figure.proposed.text', {
          missed: proposed.missed,
          late: proposed.late,
          delayed: proposed.delayed,
          linked: proposed.linked,
        }),
      ),
      show: proposed.linked > 0,
    },
    {
      key: 'dropped',
      name: t('whatIf.figure.dropped'),
      after: rows('dropped', setting.dropped),
      show: setting.dropped > 0,
    },
    {
      key: 'merged',
      name: t('whatIf.figure.merged'),
      after: rows('merged', setting.merged),
      show: setting.merged > 0,
    },
    {
      key: 'undecided',
      name: t('whatIf.figure.undecided'),
      after: rows('undecided', setting.undecided),
      show: setting.undecided > 0,
    },
    {
      key: 'gap',
      name: t('whatIf.figure.withinGap'),
      after: rows('pages_within_gap', setting.pagesWithinGap),
      show: setting.pagesWithinGap > 0,
    },
    {
      key: 'outside',
      name: t('whatIf.figure.outsideHours'),
      after: rows('pages_outside_hours', setting.pagesOutsideHours),
      show: setting.pagesOutsideHours > 0,
    },
    {
      key: 'held',
      name: t('whatIf.figure.held'),
      after: rows('pages_held', setting.pagesHeld),
      show: setting.pagesHeld > 0,
    },
  ];
  return (
    <Table.ScrollContainer minWidth={280} type="native">
      <Table aria-label={t('whatIf.figures')} verticalSpacing={6} layout="auto" maw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('whatIf.figures')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('whatIf.figures.recorded')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t('whatIf.figures.setting')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines
            .filter(({ show = true }) => show)
            .map(({ key, name, before, after }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" fw={400}>
                  {name}
                </Table.Th>
                <Table.Td ta="right">{before}</Table.Td>
                <Table.Td ta="right">{after}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RowsButton({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return (
    <Anchor component="button" type="button" fz="sm" ta="right" lh="24px" onClick={onClick}>
      {children}
    </Anchor>
  );
}

function ofLinked(part: number, { linked }: IncidentCounts, t: Translator): string {
  return linked === 0 ? '—' : t('whatIf.figure.of', { part, whole: linked });
}

function delayedText(counts: IncidentCounts, t: Translator): string {
  if (counts.linked === 0) return '—';
  if (counts.delayed === 0 || counts.medianAddedSeconds === null || counts.maxAddedSeconds === null)
    return formatCount(counts.delayed, t.language);
  return t('whatIf.figure.delayedBy', {
    n: counts.delayed,
    median: formatExactDuration(Math.round(counts.medianAddedSeconds), t.language),
    max: formatExactDuration(Math.round(counts.maxAddedSeconds), t.language),
  });
}
