import { Group, Stack, Text } from '@mantine/core';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';

/** Every severity that the incident ever had, newest first, with who and why. */
export function SeverityHistory({ incident, timeZone }: { incident: IncidentResponse; timeZone: string }) {
  const t = useT();
  if (incident.severityHistory.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('incidents.severity.none')}
      </Text>
    );
  }
  return (
    <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {incident.severityHistory.toReversed().map((row) => (
        <li key={row.id}>
          <Group gap="xs">
            <SeverityBadge severity={row.severity} />
            <Text size="xs" c="dimmed">
              {formatInstant(row.at, { language: t.language, timeZone })}
              {row.changedBy ? ` · ${row.changedBy}` : ''}
            </Text>
          </Group>
          {row.reason && <Text size="sm">{row.reason}</Text>}
        </li>
      ))}
    </Stack>
  );
}
