import { Badge, Group, Stack, Table, Text, Textarea, Title } from '@mantine/core';
import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import type { InstantField as InstantFieldName } from '@tenken/shared/incidents.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { useNow } from '../../time/NowProvider.js';
import { FormModal } from '../../ui/FormModal.js';
import { InstantField } from './InstantField.js';
import { incidentChanges } from './incidents.queries.js';
import { problemText } from './problemText.js';
import { useIncidentChange } from './useIncidentChange.js';

interface Props {
  incident: IncidentResponse;
  field: InstantFieldName;
  timeZone: string;
  mayWrite: boolean;
  onClose(): void;
}

/** Corrects one instant, with a note; below it every value that it ever had. */
export function EditInstantModal({ incident, field, timeZone, mayWrite, onClose }: Props) {
  const t = useT();
  const now = useNow();
  const { change } = useIncidentChange();
  const [at, setAt] = useState(incident[field]);
  const [note, setNote] = useState('');
  const history = incident.instantHistory.filter((row) => row.field === field);
  const name = t(`incidents.instant.${field}`);
  const problems = findInstantProblems({ ...instantsOf(incident), [field]: at }, now).filter(({ fields }) =>
    fields.includes(field),
  );
  const isSame =
    at === null
      ? incident[field] === null
      : incident[field] !== null && Date.parse(at) === Date.parse(incident[field]);
  return (
    <FormModal
      opened
      onClose={onClose}
      title={name}
      submitLabel={t('ui.save')}
      disabled={!mayWrite || isSame}
      onSubmit={() =>
        change({
          message: t('incidents.did.instant', { field: name }),
          run: () =>
            incidentChanges.putInstant(
              incident.id,
              field,
              at === null ? null : new Date(at).toISOString(),
              note.trim(),
            ),
          undo: () => incidentChanges.retractInstant(incident.id, field),
        })
      }
    >
      <Text size="sm">{t(`incidents.instant.${field}.help`)}</Text>
      {mayWrite && (
        <>
          <InstantField
            label={name}
            value={at}
            onChange={setAt}
            timeZone={timeZone}
            description={at === null ? t('incidents.instantUnknown') : undefined}
          />
          <Textarea
            label={t('incidents.instantNote')}
            description={t('incidents.instantNote.help')}
            autosize
            minRows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {problems.map((problem) => (
            <Text key={problem.code + problem.fields.join()} size="sm" c="var(--tone-orange)" role="status">
              {problemText(problem, t)}
            </Text>
          ))}
        </>
      )}
      <Stack gap="xs">
        <Title order={3} size="h6">
          {t('incidents.instantHistory')}
        </Title>
        {history.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('incidents.instantHistory.none')}
          </Text>
        ) : (
          <Table.ScrollContainer minWidth={420}>
            <Table aria-label={t('incidents.instantHistory')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{name}</Table.Th>
                  <Table.Th scope="col">{t('incidents.history.origin')}</Table.Th>
                  <Table.Th scope="col">{t('incidents.history.told')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {history.toReversed().map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td td={row.retracted ? 'line-through' : undefined}>
                      {row.at === null
                        ? t('incidents.cell.unknown')
                        : formatInstant(row.at, { language: t.language, timeZone, seconds: true })}
                    </Table.Td>
                    <Table.Td>
                      <Group gap={4}>
                        <Badge size="xs" tt="none" variant="outline" color="gray">
                          {t(`incidents.provenance.${row.provenance}`)}
                        </Badge>
                        {row.retracted && <Text size="xs">{t('incidents.history.retracted')}</Text>}
                      </Group>
                      {row.note && <Text size="xs">{row.note}</Text>}
                    </Table.Td>
                    <Table.Td>
                      <Text size="xs">
                        {row.recordedBy ?? (row.provenance === 'human' ? '—' : incident.source)}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {formatInstant(row.recordedAt, { language: t.language, timeZone })}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Stack>
    </FormModal>
  );
}

function instantsOf(incident: IncidentResponse) {
  const { startedAt, detectedAt, acknowledgedAt, declaredAt, mitigatedAt, resolvedAt, closedAt } = incident;
  return { startedAt, detectedAt, acknowledgedAt, declaredAt, mitigatedAt, resolvedAt, closedAt };
}
