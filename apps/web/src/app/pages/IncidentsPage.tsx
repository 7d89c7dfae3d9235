import { Button } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { IncidentList } from '../../features/incidents/IncidentList.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { PageViews } from '../PageViews.js';

const route = getRouteApi('/incidents');

/** What happened, and how was it found? */
export function IncidentsPage() {
  const t = useT();
  const mayWrite = useMay('write');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { setScope, ...scope } = useScope();
  useKeys(t('incidents.title'), [
    {
      key: 'n',
      label: t('incidents.new'),
      when: mayWrite,
      run: () => void navigate({ to: '/incidents/new' }),
    },
  ]);
  return (
    <>
      <PageHeader
        title={t('incidents.title')}
        question={t('incidents.question')}
        actions={
          <>
            <PageViews page="incidents" />
            <Button
              variant="default"
              leftSection={<IconRepeat size={16} aria-hidden />}
              renderRoot={(props: object) => <Link {...props} to="/incidents/recurrences" />}
            >
              {t('recurrences.page')}
            </Button>
            {mayWrite && (
              <Button
                leftSection={<IconPlus size={16} aria-hidden />}
                renderRoot={(props: object) => <Link {...props} to="/incidents/new" />}
              >
                {t('incidents.new')}
              </Button>
            )}
          </>
        }
      />
      <IncidentList
        search={search}
        sort={search.sort}
        scope={scope}
        onScopeChange={setScope}
        onSearchChange={(change, replace = false) =>
          void navigate({ search: (old) => ({ ...old, ...change }) as typeof old, replace })
        }
      />
    </>
  );
}
