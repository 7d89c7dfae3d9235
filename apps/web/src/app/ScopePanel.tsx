import { Button, Select, Stack, Text } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { foldedFilter } from '../ui/foldedFilter.js';
import { type ServiceOption, ServicesPicker } from '../ui/ServicePicker.js';
import { useScope } from '../url/useScope.js';

interface Props {
  services: readonly ServiceOption[];
  teams: readonly ServiceOption[];
  failed: boolean;
}

/** The inside of the scope picker; loaded when it opens, for its select boxes are heavy. */
export function ScopePanel({ services, teams, failed }: Props) {
  const t = useT();
  const scope = useScope();
  return (
    <Stack gap="sm">
      {failed && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t('app.scope.unavailable')}
        </Text>
      )}
      <Select
        label={t('app.scope.team')}
        placeholder={t('app.scope.team.all')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={scope.teamId}
        onChange={(teamId) => scope.setScope({ teamId })}
        searchable
        clearable
        filter={foldedFilter}
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
      />
      <ServicesPicker
        label={t('app.scope.services')}
        placeholder={t('app.scope.services.all')}
        services={services}
        value={scope.serviceIds}
        onChange={(serviceIds) => scope.setScope({ serviceIds })}
      />
      {(scope.teamId !== null || scope.serviceIds.length > 0) && (
        <Button variant="subtle" size="xs" onClick={() => scope.setScope({ serviceIds: [], teamId: null })}>
          {t('app.scope.reset')}
        </Button>
      )}
    </Stack>
  );
}
