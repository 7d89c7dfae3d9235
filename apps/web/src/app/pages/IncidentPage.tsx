import { Grid, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../api/session.js';
import { IncidentActionItems } from '../../features/action-items/IncidentActionItems.js';
import { IncidentAlerts } from '../../features/detection/IncidentAlerts.js';
import { EditIncidentModal } from '../../features/incidents/EditIncidentModal.js';
import { IncidentDurations } from '../../features/incidents/IncidentDurations.js';
import { IncidentFacts } from '../../features/incidents/IncidentFacts.js';
import { IncidentHeader } from '../../features/incidents/IncidentHeader.js';
import { IncidentTimeline } from '../../features/incidents/IncidentTimeline.js';
import { incidentQuery } from '../../features/incidents/incidents.queries.js';
import { SeverityHistory } from '../../features/incidents/SeverityHistory.js';
import { PostmortemPanel } from '../../features/postmortems/PostmortemPanel.js';
import { AddRecurrence } from '../../features/recurrences/AddRecurrence.js';
import { RecurrencePanel } from '../../features/recurrences/RecurrencePanel.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useScope } from '../../url/useScope.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { serviceOptionsQuery } from '../scopeOptions.js';

const route = getRouteApi('/incidents/$id');

/** One incident: what happened when, who saw it, has it happened before, what follows from it. */
export function IncidentPage() {
  const t = useT();
  const { id } = route.useParams();
  const { timeZone } = useScope();
  const mayWrite = useMay('write');
  const mayAdmin = useMay('admin');
  const query = useQuery(incidentQuery(id));
  const people = useQuery(peopleOptionsQuery);
  const services = useQuery(serviceOptionsQuery);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Text size="sm" mb={4} data-print="hidden">
        <RowsLink target={{ to: '/incidents' }}>{t('incidents.title')}</RowsLink>
      </Text>
      <DataState query={query} skeleton="text">
        {(incident) => {
          const mayChange = mayWrite && !incident.deleted;
          return (
            <>
              <IncidentHeader incident={incident} mayWrite={mayWrite} onEdit={() => setEditing(true)} />
              <Stack gap="md">
                <Section id="durations" title={t('incidents.section.durations')} plain>
                  <IncidentDurations incident={incident} timeZone={timeZone} />
                </Section>
                <Grid gap="md">
                  <Grid.Col span={{ base: 12, lg: 8 }}>
                    <Stack gap="md">
                      <Section id="timeline" title={t('incidents.section.timeline')}>
                        <IncidentTimeline incident={incident} timeZone={timeZone} mayWrite={mayChange} />
                      </Section>
                      {!incident.deleted && (
                        <>
                          <Section id="alerts" title={t('incidents.section.alerts')}>
                            <IncidentAlerts incident={incident} timeZone={timeZone} mayWrite={mayChange} />
                          </Section>
                          <Section id="postmortem" title={t('incidents.section.postmortem')}>
                            <PostmortemPanel
                              incidentId={id}
                              people={people.data ?? []}
                              timeZone={timeZone}
                              mayWrite={mayChange}
                            />
                          </Section>
                        </>
                      )}
                    </Stack>
                  </Grid.Col>
                  <Grid.Col span={{ base: 12, lg: 4 }}>
                    <Stack gap="md">
                      <Section id="facts" title={t('incidents.section.facts')}>
                        <IncidentFacts incident={incident} mayWrite={mayChange} />
                      </Section>
                      {!incident.deleted && (
                        <>
                          <Section id="actions" title={t('incidents.section.actions')}>
                            <IncidentActionItems
                              incidentId={id}
                              people={people.data ?? []}
                              timeZone={timeZone}
                              proposedDueOn={incident.proposedDueOn}
                              mayWrite={mayChange}
                            />
                          </Section>
                          <Section id="recurrence" title={t('incidents.section.recurrence')}>
                            <RecurrencePanel
                              incidentId={id}
                              timeZone={timeZone}
                              mayWrite={mayChange}
                              adder={<AddRecurrence incidentId={id} />}
                            />
                          </Section>
                        </>
                      )}
                      <Section id="severity" title={t('incidents.section.severity')}>
                        <SeverityHistory incident={incident} timeZone={timeZone} />
                        {mayAdmin && (
                          <Text size="sm">
                            <RowsLink
                              target={{
                                to: '/settings/{-$tab}',
                                params: { tab: 'audit' },
                                search: { subjectType: 'incident', subjectId: id },
                              }}
                            >
                              {t('incidents.allChanges')}
                            </RowsLink>
                          </Text>
                        )}
                      </Section>
                    </Stack>
                  </Grid.Col>
                </Grid>
              </Stack>
              {isEditing && (
                <EditIncidentModal
                  incident={incident}
                  services={services.data ?? []}
                  onClose={() => setEditing(false)}
                />
              )}
            </>
          );
        }}
      </DataState>
    </>
  );
}

interface SectionProps {
  id: string;
  title: string;
  plain?: boolean;
  children: ReactNode;
}

function Section({ id, title, plain = false, children }: SectionProps) {
  const heading = (
    <Title order={2} size="h5" id={`${id}-title`}>
      {title}
    </Title>
  );
  if (plain) {
    return (
      <Stack component="section" gap="xs" id={id} aria-labelledby={`${id}-title`}>
        {heading}
        {children}
      </Stack>
    );
  }
  return (
    <Paper withBorder p="md" component="section" id={id} aria-labelledby={`${id}-title`}>
      <Stack gap="sm">
        {heading}
        {children}
      </Stack>
    </Paper>
  );
}
