import { Alert, Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { InstantField } from '@tenken/shared/incidents.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { EditInstantModal } from './EditInstantModal.js';
import classes from './IncidentTimeline.module.css';
import { InstantStory } from './InstantStory.js';
import { problemText } from './problemText.js';

interface Props {
  incident: IncidentResponse;
  timeZone: string;
  mayWrite: boolean;
}

/** The seven instants, each with where it came from, and what cannot be right about them. */
export function IncidentTimeline({ incident, timeZone, mayWrite }: Props) {
  const t = useT();
  const [editing, setEditing] = useState<InstantField | null>(null);
  const format = { language: t.language, timeZone, seconds: true };
  const doubtful = new Set(incident.problems.flatMap(({ fields }) => fields));
  return (
    <Stack gap="sm">
      {incident.problems.length > 0 && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('incidents.doubt.title', { n: incident.problems.length })}
        >
          <Stack gap={4}>
            {incident.problems.map((problem) => (
              <Text size="sm" key={`${problem.code} ${problem.fields.join()}`}>
                {problemText(problem, t)}
              </Text>
            ))}
          </Stack>
        </Alert>
      )}
      <ol className={classes.timeline}>
        {InstantField.options.map((field) => {
          const at = incident[field];
          const provenance = incident.provenance[field];
          const history = incident.instantHistory.filter((row) => row.field === field);
          const changes = history.length;
          const sinceStart =
            at === null || incident.startedAt === null || field === 'startedAt'
              ? null
              : (Date.parse(at) - Date.parse(incident.startedAt)) / 1000;
          return (
            <li key={field} className={classes.entry} data-known={at !== null || undefined}>
              <div className={classes.what}>
                <Text fw={700} size="sm" title={t(`incidents.instant.${field}.help`)}>
                  {t(`incidents.instant.${field}`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`incidents.instant.${field}.help`)}
                </Text>
              </div>
              <div className={classes.when}>
                <Group gap={6}>
                  <Text size="sm" className={classes.instant} c={at === null ? 'dimmed' : undefined}>
                    {at === null ? t('incidents.cell.unknown') : formatInstant(at, format)}
                  </Text>
                  {provenance && (
                    <Tooltip label={t(`incidents.provenance.${provenance}.help`)}>
                      <Badge
                        tabIndex={0}
                        size="xs"
                        tt="none"
                        variant="outline"
                        color={provenance === 'defaulted' ? 'orange' : 'gray'}
                      >
                        {t(`incidents.provenance.${provenance}`)}
                      </Badge>
                    </Tooltip>
                  )}
                  {doubtful.has(field) && (
                    <IconAlertTriangle
                      size={16}
                      role="img"
                      aria-label={t('incidents.cell.problems')}
                      color="var(--tone-orange)"
                    />
                  )}
                </Group>
                <Text size="xs" c="dimmed">
                  {[
                    sinceStart === null || sinceStart < 0
                      ? null
                      : t('incidents.sinceStart', { duration: formatDuration(sinceStart, t.language) }),
                    changes > 1 ? t('incidents.instantChanges', { n: changes }) : null,
                  ]
                    .filter((part) => part !== null)
                    .join(t('ui.listSeparator'))}
                </Text>
                <InstantStory
                  field={field}
                  history={history}
                  source={incident.source}
                  reopened={incident.reopenedCount}
                  timeZone={timeZone}
                />
              </div>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                leftSection={<IconPencil size={14} aria-hidden />}
                aria-label={`${t(`incidents.instant.${field}`)}: ${t(mayWrite ? 'incidents.instantEdit' : 'incidents.instantHistory')}`}
                onClick={() => setEditing(field)}
              >
                {t(mayWrite ? 'incidents.instantEdit' : 'incidents.instantHistory')}
              </Button>
            </li>
          );
        })}
      </ol>
      {editing && (
        <EditInstantModal
          incident={incident}
          field={editing}
          timeZone={timeZone}
          mayWrite={mayWrite && !incident.deleted}
          onClose={() => setEditing(null)}
        />
      )}
    </Stack>
  );
}
