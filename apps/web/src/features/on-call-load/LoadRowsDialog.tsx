import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LoadEpisode } from '@tenken/shared/on-call-load.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsOfFigure } from '../../ui/RowsOfFigure.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import {
  type LoadRowsOf,
  type LoadScope,
  loadEpisodesCsvPath,
  loadEpisodesQuery,
} from './onCallLoad.queries.js';

interface Props {
  scope: LoadScope;
  /** null: closed */
  of: LoadRowsOf | null;
  onClose(): void;
}

/** The alerts behind a figure: as many as it says. */
export function LoadRowsDialog({ scope, of, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={of !== null}
      onClose={onClose}
      size="xl"
      title={of && t(`onCallLoad.rows.${of.rows}`)}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {of && <Rows scope={scope} of={of} />}
    </Modal>
  );
}

function Rows({ scope, of }: { scope: LoadScope; of: LoadRowsOf }) {
  const t = useT();
  const query = useInfiniteQuery(loadEpisodesQuery(scope, of));
  const columns = useMemo(() => rowColumns(t, scope.timeZone), [t, scope.timeZone]);
  return (
    <RowsOfFigure
      query={query}
      label={t(`onCallLoad.rows.${of.rows}`)}
      rowId={(row) => row.id}
      columns={columns}
      empty={{ title: t('onCallLoad.rows.empty') }}
      total={(n) => t('onCallLoad.rows.total', { n })}
      more={t('onCallLoad.more')}
      aside={
        <Button
          component="a"
          href={loadEpisodesCsvPath(scope, of)}
          download
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          CSV
        </Button>
      }
    />
  );
}

function rowColumns(t: Translator, timeZone: string): DataColumn<LoadEpisode>[] {
  return [
    {
      key: 'startsAt',
      header: t('onCallLoad.rows.startsAt'),
      rowHeader: true,
      cell: (row) => (
        <Anchor
          size="sm"
          renderRoot={(props: object) => (
            <Link {...props} to="/episodes" search={{ ids: [row.id], all: true, peek: row.id }} />
          )}
        >
          <span style={{ whiteSpace: 'nowrap' }}>
            {formatInstant(row.startsAt, { language: t.language, timeZone })}
          </span>
        </Anchor>
      ),
    },
    {
      key: 'rule',
      header: t('onCallLoad.rows.rule'),
      cell: (row) => (
        <Stack gap={0} miw={140}>
          <BreakableName name={row.ruleName} />
          <Text size="xs" c="dimmed">
            {row.serviceName}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'severity',
      header: t('onCallLoad.rows.severity'),
      cell: (row) => <SeverityBadge severity={row.severity} />,
    },
    {
      key: 'duration',
      header: t('onCallLoad.rows.duration'),
      align: 'right',
      cell: (row) =>
        row.endsAt === null ? t('onCallLoad.rows.open') : formatDuration(row.durationSeconds, t.language),
    },
    {
      key: 'page',
      header: t('onCallLoad.rows.page'),
      cell: (row) => (row.notifiedAt === null ? '—' : t('onCallLoad.rows.paged')),
    },
  ];
}
