import { Group, Paper, SimpleGrid, Text } from '@mantine/core';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { incidentWord } from './incidentWord.js';
import { prepareIncidentDurations } from './prepareIncidentDurations.js';

/** How long each part took, with its definition; what is not known says why. */
export function IncidentDurations({ incident }: { incident: IncidentResponse }) {
  const t = useT();
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs">
      {prepareIncidentDurations(incident).map(({ key, seconds, state, from, to }) => (
        <Paper key={key} withBorder p="xs" component="section" aria-label={t(`incidents.duration.${key}`)}>
          <Group justify="space-between" wrap="nowrap" gap={2} align="start">
            <Text size="xs" c="dimmed">
              {t(`incidents.duration.${key}`)}
            </Text>
            <DefinitionButton definitionKey={key} />
          </Group>
          <Text fw={700} size="lg">
            {seconds === null ? '—' : formatDuration(seconds, t.language)}
          </Text>
          {state !== 'counts' && (
            <Text size="xs" c="dimmed">
              {t(`incidents.durationState.${state}`, {
                field: incidentWord(t, 'instant', incident[from] === null ? from : to),
              })}
            </Text>
          )}
        </Paper>
      ))}
    </SimpleGrid>
  );
}
