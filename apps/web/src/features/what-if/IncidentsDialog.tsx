import { Anchor, Modal, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { IncidentEffect } from '@tenken/shared/replay.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import type { IncidentKind } from './ReplayFigures.js';

/** The incidents behind a number; the same tests as the API's counts. */
export function incidentsOf(kind: IncidentKind, effects: readonly IncidentEffect[]): IncidentEffect[] {
  if (kind === 'proposed') return effects.filter(({ link }) => link === 'proposed');
  return effects.filter(({ link, before, after, addedSeconds }) => {
    if (link !== 'confirmed') return false;
    if (kind === 'missed') return after === 'missed';
    if (kind === 'late') return before === 'caught' && after === 'late';
    return addedSeconds !== null && addedSeconds > 0;
  });
}

export interface IncidentsDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  effects: readonly IncidentEffect[];
}

/** Known incidents, as recorded and under the setting. */
export function IncidentsDialog({ opened, onClose, title, effects }: IncidentsDialogProps) {
  const t = useT();
  const columns: readonly DataColumn<IncidentEffect>[] = useMemo(
    () => [
      {
        key: 'title',
        header: t('whatIf.incidents.title'),
        rowHeader: true,
        cell: (effect) => (
          <Anchor
            size="sm"
            renderRoot={(props: object) => (
              <Link {...props} to="/incidents/$id" params={{ id: effect.incidentId }} />
            )}
          >
            {effect.title}
          </Anchor>
        ),
      },
      {
        key: 'severity',
        header: '',
        hideHeader: true,
        cell: (effect) => effect.severity && <SeverityBadge severity={effect.severity} />,
      },
      {
        key: 'before',
        header: t('whatIf.incidents.before'),
        cell: (effect) => t(`whatIf.outcome.${effect.before}`),
      },
      {
        key: 'after',
        header: t('whatIf.incidents.after'),
        cell: (effect) => (
          <>
            {t(`whatIf.outcome.${effect.after}`)}
            {effect.folded && (
              <Text size="xs" c="dimmed">
                {t('whatIf.incidents.folded')}
              </Text>
            )}
          </>
        ),
      },
      {
        key: 'added',
        header: t('whatIf.incidents.added'),
        align: 'right',
        cell: (effect) =>
          effect.addedSeconds === null
            ? '—'
            : formatExactDuration(Math.round(effect.addedSeconds), t.language),
      },
      {
        key: 'link',
        header: t('whatIf.incidents.link'),
        cell: (effect) => t(`whatIf.incidents.link.${effect.link}`),
      },
    ],
    [t],
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {opened && (
        <DataTable<IncidentEffect>
          label={title}
          rows={effects}
          rowId={(effect) => effect.incidentId}
          columns={columns}
          pageKeys={false}
          empty={{ title: t('whatIf.incidents.none') }}
        />
      )}
    </Modal>
  );
}
