import { Select, Stack, Text, Title } from '@mantine/core';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import {
  CAUSE_CATEGORIES,
  DetectionSource,
  type PatchIncidentBody,
  TRIGGER_CATEGORIES,
} from '@tenken/shared/incidents.contract';
import { useT } from '../../i18n/useT.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { incidentChanges } from './incidents.queries.js';
import { incidentWord } from './incidentWord.js';
import { useIncidentChange } from './useIncidentChange.js';

interface Props {
  incident: IncidentResponse;
  mayWrite: boolean;
}

type Picked = 'detectionSource' | 'causeCategory' | 'triggerCategory';

/** What is known besides the times: services, who noticed, trigger and cause, impact. Pickers save at once. */
export function IncidentFacts({ incident, mayWrite }: Props) {
  const t = useT();
  const { changeQuietly } = useIncidentChange();
  const set = (field: Picked, value: string | null) => {
    const before = incident[field];
    const body = (rowVersion: number, next: string | null) =>
      ({ rowVersion, [field]: next }) as PatchIncidentBody;
    changeQuietly({
      message: t('incidents.did.changed', { field: t(`incidents.filter.${field}`) }),
      run: () => incidentChanges.patch(incident.id, body(incident.rowVersion, value)),
      undo: (after) => incidentChanges.patch(incident.id, body(after.rowVersion, before)),
    });
  };
  const options = (group: 'cause' | 'trigger', shipped: readonly string[], own: string | null) =>
    [...shipped, ...(own !== null && !shipped.includes(own) ? [own] : [])].map((value) => ({
      value,
      label: incidentWord(t, group, value),
    }));
  const picker = { disabled: !mayWrite || incident.deleted, size: 'sm' as const };
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={700}>
          {t('incidents.filter.service')}
        </Text>
        {incident.services.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('incidents.none')}
          </Text>
        ) : (
          incident.services.map(({ id, name }) => (
            <Text size="sm" key={id}>
              <RowsLink target={{ to: '/incidents', search: { service: [id] } }}>{name}</RowsLink>
            </Text>
          ))
        )}
        {incident.team && <Text size="sm">{incident.team.name}</Text>}
      </div>
      <Select
        {...picker}
        label={t('incidents.filter.detectionSource')}
        data={DetectionSource.options.map((value) => ({ value, label: incidentWord(t, 'detection', value) }))}
        value={incident.detectionSource}
        allowDeselect={false}
        onChange={(value) => set('detectionSource', value)}
      />
      <Select
        {...picker}
        label={t('incidents.filter.triggerCategory')}
        description={t('incidents.trigger.help')}
        data={options('trigger', TRIGGER_CATEGORIES, incident.triggerCategory)}
        value={incident.triggerCategory}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        placeholder={t('incidents.cause.none')}
        onChange={(value) => set('triggerCategory', value)}
      />
      <Select
        {...picker}
        label={t('incidents.filter.causeCategory')}
        description={t('incidents.cause.help')}
        data={options('cause', CAUSE_CATEGORIES, incident.causeCategory)}
        value={incident.causeCategory}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        placeholder={t('incidents.cause.none')}
        onChange={(value) => set('causeCategory', value)}
      />
      {(['summary', 'impact'] as const).map((field) => (
        <div key={field}>
          <Title order={3} size="h6">
            {t(`incidents.${field}`)}
          </Title>
          {incident[field] ? (
            <MarkdownText>{incident[field]}</MarkdownText>
          ) : (
            <Text size="sm" c="dimmed">
              {t('incidents.none')}
            </Text>
          )}
        </div>
      ))}
      {incident.tags.length > 0 && (
        <Text size="sm">
          {t('incidents.filter.tag')}: {incident.tags.join(t('ui.listSeparator'))}
        </Text>
      )}
    </Stack>
  );
}
