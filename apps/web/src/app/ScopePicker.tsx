import { Button, Skeleton } from '@mantine/core';
import { IconChevronDown, IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useT } from '../i18n/useT.js';
import { PopoverButton } from '../ui/PopoverButton.js';
import { useScope } from '../url/useScope.js';
import { serviceOptionsQuery, teamOptionsQuery } from './scopeOptions.js';

const loadPanel = () => import('./ScopePanel.js');
const ScopePanel = lazy(() => loadPanel().then((m) => ({ default: m.ScopePanel })));

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
    <PopoverButton
      label={t('app.scope.group')}
      button={(props) => (
        <Button
          {...props}
          variant="default"
          size="xs"
          maw={240}
          onPointerEnter={() => void loadPanel()}
          leftSection={<IconFilter size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${t('app.scope.services')}: ${label}`}
        >
          {label}
        </Button>
      )}
    >
      {() => (
        <Suspense fallback={<Skeleton height={150} />}>
          <ScopePanel
            services={services.data ?? []}
            teams={teams.data ?? []}
            failed={services.error !== null || teams.error !== null}
          />
        </Suspense>
      )}
    </PopoverButton>
  );
}
