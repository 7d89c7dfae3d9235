import { Anchor, Modal } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReplayBucket, ReplayEpisode, ReplaySettings } from '@tenken/shared/replay.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsOfFigure } from '../../ui/RowsOfFigure.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import { type ReplayScope, type ReplaySelection, replayRowsQuery } from './replay.queries.js';

export interface ReplayRowsDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  selection: ReplaySelection;
  scope: ReplayScope;
  settings: ReplaySettings;
  bucket: ReplayBucket;
}

/** The recorded alerts behind one number of a replay, each with what would become of it. */
export function ReplayRowsDialog(props: ReplayRowsDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <Rows {...props} />}
    </Modal>
  );
}

function Rows({ title, selection, scope, settings, bucket }: ReplayRowsDialogProps) {
  const t = useT();
  const query = useInfiniteQuery(replayRowsQuery(selection, scope, settings, bucket));
  const { timeZone } = scope;
  const columns = useMemo(() => rowColumns(t, timeZone), [t, timeZone]);
  return (
    <RowsOfFigure
      query={query}
      label={title}
      rowId={(row) => row.id}
      columns={columns}
      maxHeight="60vh"
      empty={{ title: t('whatIf.rows.total', { n: 0 }) }}
      total={(n) => t('whatIf.rows.total', { n })}
      more={t('whatIf.rows.more')}
    />
  );
}

function rowColumns(t: Translator, timeZone: string): DataColumn<ReplayEpisode>[] {
  const instant = (at: string) => formatInstant(at, { language: t.language, timeZone });
  return [
    {
      key: 'startsAt',
      header: t('whatIf.rows.startsAt'),
      rowHeader: true,
      cell: (row) => (
        <Anchor
          size="sm"
          style={{ whiteSpace: 'nowrap' }}
          renderRoot={(props: object) => (
            <Link {...props} to="/episodes" search={{ rule: row.alertRuleId, peek: row.id }} />
          )}
        >
          {instant(row.startsAt)}
        </Anchor>
      ),
    },
    { key: 'rule', header: t('whatIf.rows.rule'), cell: (row) => <BreakableName name={row.ruleName} /> },
    {
      key: 'duration',
      header: t('whatIf.rows.duration'),
      align: 'right',
      cell: (row) =>
        row.endsAt === null ? t('whatIf.rows.open') : formatDuration(row.durationSeconds, t.language),
    },
    {
      key: 'verdict',
      header: t('whatIf.rows.verdict'),
      cell: (row) => <VerdictBadge verdict={row.verdict} />,
    },
    { key: 'fate', header: t('whatIf.rows.fate'), cell: (row) => fateText(row, t, instant) },
  ];
}

function fateText(row: ReplayEpisode, t: Translator, instant: (at: string) => string): string {
  const fires =
    row.fate !== 'fires' || row.replayedStartsAt === null
      ? t(`whatIf.fate.${row.fate === 'fires' ? 'fires.same' : row.fate}`)
      : row.replayedStartsAt === row.startsAt
        ? t('whatIf.fate.fires.same')
        : t('whatIf.fate.fires', { at: instant(row.replayedStartsAt) });
  if (row.notifiedAt === null || row.fate === 'dropped' || row.fate === 'undecided') return fires;
  const page =
    row.replayedPageAt === null
      ? row.fate === 'merged'
        ? null
        : t('whatIf.fate.noPage')
      : row.replayedPageAt === row.startsAt
        ? null
        : t('whatIf.fate.paged', { at: instant(row.replayedPageAt) });
  return page === null ? fires : `${fires}${t('ui.listSeparator')}${page}`;
}
