import { Textarea } from '@mantine/core';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import type { Severity } from '@tenken/shared/incidents.contract';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { incidentChanges } from './incidents.queries.js';
import type { SeverityAnswers } from './judgeSeverity.js';
import { SeverityGuide } from './SeverityGuide.js';
import { useIncidentChange } from './useIncidentChange.js';

interface Props {
  incident: IncidentResponse;
  opened: boolean;
  onClose(): void;
}

/** Changes the severity, with the guide at hand. The history keeps every one. */
export function ChangeSeverityModal({ incident, opened, onClose }: Props) {
  const t = useT();
  const { change } = useIncidentChange();
  const [severity, setSeverity] = useState<Severity | null>(incident.severity);
  const [answers, setAnswers] = useState<SeverityAnswers>({});
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (!opened) return;
    setSeverity(incident.severity);
    setAnswers({});
    setReason('');
  }, [opened, incident.severity]);
  const submit = async () => {
    if (severity === null) return;
    const before = incident.severity;
    await change({
      message: t('incidents.did.severity', { severity }),
      run: () => incidentChanges.changeSeverity(incident.id, severity, reason),
      ...(before === null
        ? {}
        : {
            undo: () => incidentChanges.changeSeverity(incident.id, before, t('incidents.severity.undone')),
          }),
    });
  };
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('incidents.severity.change')}
      submitLabel={t('ui.save')}
      disabled={severity === null || severity === incident.severity}
      onSubmit={submit}
    >
      <SeverityGuide
        answers={answers}
        severity={severity}
        onChange={(next, judged) => {
          setAnswers(next);
          setSeverity(judged);
        }}
      />
      <Textarea
        label={t('incidents.severity.reason')}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
