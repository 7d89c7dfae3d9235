import { Anchor, Modal } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CellState, CoverageCellRow } from '@tenken/shared/coverage.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsOfFigure } from '../../ui/RowsOfFigure.js';
import { type CoverageScope, cellsQuery } from './coverage.queries.js';
import { signalName } from './signalName.js';

interface Props {
  scope: CoverageScope;
  /** null: closed */
  state: CellState | null;
  onOpen(row: CoverageCellRow): void;
  onClose(): void;
}

/** The cells of one state: as many as the legend counts. */
export function CellsDialog({ scope, state, onOpen, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={state !== null}
      onClose={onClose}
      size="lg"
      title={state && t('coverage.cells.title', { state: t(`coverage.state.${state}`) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {state && <Cells scope={scope} state={state} onOpen={onOpen} />}
    </Modal>
  );
}

function Cells({ scope, state, onOpen }: Omit<Props, 'onClose'> & { state: CellState }) {
  const t = useT();
  const query = useInfiniteQuery(cellsQuery(scope, state));
  const columns = useMemo<DataColumn<CoverageCellRow>[]>(
    () => [
      {
        key: 'cell',
        header: t('coverage.cells.cell'),
        rowHeader: true,
        cell: (row) => (
          <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(row)}>
            {t('coverage.gap.subject', { service: row.serviceName, signal: signalName(row.signal, t) })}
          </Anchor>
        ),
      },
      {
        key: 'rules',
        header: t('coverage.cell.rules'),
        cell: (row) => row.rules.map((rule) => rule.name).join(t('ui.listSeparator')) || '—',
      },
      {
        key: 'proof',
        header: t('coverage.cell.proof'),
        cell: (row) => row.proof?.title ?? '—',
      },
    ],
    [t, onOpen],
  );
  return (
    <RowsOfFigure
      query={query}
      label={t('coverage.cells.title', { state: t(`coverage.state.${state}`) })}
      rowId={(row) => `${row.serviceId}.${row.signal}`}
      columns={columns}
      onOpen={onOpen}
      empty={{ title: t('coverage.cells.empty') }}
      total={(n) => t('coverage.cells.total', { n })}
      more={t('coverage.cells.more')}
    />
  );
}
