import { Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { incidentWord } from './incidentWord.js';
import { cohortFieldOf, prepareIncidentDurations, wholeReason } from './prepareIncidentDurations.js';

interface Props {
  incident: IncidentResponse;
  timeZone: string;
}

/** How long each part took, and the incident's place in each figure: used, still open, or left out and why. */
export function IncidentDurations({ incident, timeZone }: Props) {
  const t = useT();
  const now = useNow();
  return (
    <Stack gap="xs">
      <Text size="sm">{placeInFigures()}</Text>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs">
        {prepareIncidentDurations(incident).map(({ key, seconds, state, from, to }) => (
          <Paper key={key} withBorder p="xs" component="section" aria-label={t(`incidents.duration.${key}`)}>
            <Group justify="space-between" wrap="nowrap" gap={2} align="start">
              <Text size="xs" c="dimmed">
                {t(`incidents.duration.${key}`)}
              </Text>
              <DefinitionButton definitionKey={key} />
            </Group>
            <Text fw={700} size="lg" c={state === 'counts' || state === 'open' ? undefined : 'dimmed'}>
              {seconds === null ? '—' : formatDuration(seconds, t.language)}
            </Text>
            <Text size="xs" c="dimmed">
              {state === 'counts'
                ? t('incidents.inFigure.used')
                : state === 'open'
                  ? t('incidents.inFigure.open', {
                      duration: formatDuration(
                        Math.max(0, (now.getTime() - Date.parse(incident[from] ?? '')) / 1000),
                        t.language,
                      ),
                    })
                  : t('incidents.inFigure.leftOut', {
                      reason: t(`incidents.durationState.${state}`, {
                        field: incidentWord(t, 'instant', incident[from] === null ? from : to),
                      }),
                    })}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  );

  function placeInFigures(): string {
    const whole = wholeReason(incident);
    if (whole !== null) return t(`incidents.inFigures.${whole}`);
    const field = cohortFieldOf(incident);
    if (field === null) return t('incidents.inFigures.noPeriod');
    const day = formatDay(dayOf(incident[field] ?? '', timeZone), t.language, { weekday: true });
    const sentences = [
      field === 'startedAt'
        ? t('incidents.inFigures.byStart', { day })
        : t('incidents.inFigures.byOther', { day, field: incidentWord(t, 'instant', field) }),
      ...(incident.reopenedCount > 0 ? [t('incidents.inFigures.reopened')] : []),
      ...(incident.duplicates.length > 0
        ? [t('incidents.inFigures.hasDuplicates', { n: incident.duplicates.length })]
        : []),
    ];
    return sentences.join(t.language === 'ja' ? '' : ' ');
  }
}
