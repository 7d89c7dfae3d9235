import { Button, Popover, Select, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../i18n/useT.js';
import { foldedFilter } from '../ui/foldedFilter.js';
import { ServicesPicker } from '../ui/ServicePicker.js';
import { useScope } from '../url/useScope.js';
import { serviceOptionsQuery, teamOptionsQuery } from './scopeOptions.js';

/** Whose figures: a team, some services, or all. Written to the address. */
export function ScopePicker() {
  const t = useT();
  const scope = useScope();
  const services = useQuery(serviceOptionsQuery);
  const teams = useQuery(teamOptionsQuery);
  const nameOf = (id: string, from: readonly { id: string; name: string }[] | undefined) =>
    from?.find((option) => option.id === id)?.name ?? id;
  const names = scope.serviceIds.map((id) => nameOf(id, services.data));
  const parts = [
    ...(scope.teamId === null ? [] : [nameOf(scope.teamId, teams.data)]),
    ...(names.length > 2 ? [`${names[0]} +${names.length - 1}`] : names),
  ];
  const label = parts.length > 0 ? parts.join(t('ui.listSeparator')) : t('app.scope.services.all');
  return (
    <Popover width={320} position="bottom-start" shadow="md" withRoles>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          maw={240}
          leftSection={<IconFilter size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${t('app.scope.services')}: ${label}`}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('app.scope.group')}>
        <Stack gap="sm">
          {(services.error || teams.error) && (
            <Text size="sm" c="var(--mantine-color-error)">
              {t('app.scope.unavailable')}
            </Text>
          )}
          <Select
            label={t('app.scope.team')}
            placeholder={t('app.scope.team.all')}
            data={(teams.data ?? []).map((team) => ({ value: team.id, label: team.name }))}
            value={scope.teamId}
            onChange={(teamId) => scope.setScope({ teamId })}
            searchable
            clearable
            filter={foldedFilter}
            comboboxProps={{ withinPortal: false }}
            clearButtonProps={{ 'aria-label': t('ui.clear') }}
          />
          <ServicesPicker
            label={t('app.scope.services')}
            placeholder={t('app.scope.services.all')}
            services={services.data ?? []}
            value={scope.serviceIds}
            onChange={(serviceIds) => scope.setScope({ serviceIds })}
            withinPortal={false}
          />
          {parts.length > 0 && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => scope.setScope({ serviceIds: [], teamId: null })}
            >
              {t('app.scope.reset')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
