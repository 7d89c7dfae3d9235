import { Anchor, Modal, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DetectionLedgerRow } from '@tenken/shared/detection.contract';
import { useT } from '../../i18n/useT.js';
import { IncidentAlerts } from './IncidentAlerts.js';

interface Props {
  /** null: closed */
  row: DetectionLedgerRow | null;
  timeZone: string;
  mayWrite: boolean;
  onClose(): void;
}

/** The alerts that may have told of an incident of the ledger, to be confirmed or rejected by key. */
export function LinkAlertsDialog({ row, timeZone, mayWrite, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={row !== null}
      onClose={onClose}
      size="xl"
      title={row?.title}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {row && (
        <Stack gap="sm">
          <IncidentAlerts
            incident={{
              id: row.incidentId,
              detectedAt: row.detectedAt,
              detectionSource: row.detectionSource,
            }}
            timeZone={timeZone}
            mayWrite={mayWrite}
            inDialog
          />
          <Anchor
            size="sm"
            renderRoot={(props: object) => (
              <Link {...props} to="/incidents/$id" params={{ id: row.incidentId }} />
            )}
          >
            {t('detection.openIncident')}
          </Anchor>
        </Stack>
      )}
    </Modal>
  );
}
