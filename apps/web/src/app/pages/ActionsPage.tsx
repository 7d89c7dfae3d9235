import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { ActionList } from '../../features/action-items/ActionList.js';
import { NewActionItemModal } from '../../features/action-items/NewActionItemModal.js';
import { LazyIssueDialog } from '../../features/tracker-issues/LazyIssueDialog.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { AddButton } from '../../ui/AddButton.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { PageViews } from '../PageViews.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { teamOptionsQuery } from '../scopeOptions.js';

const route = getRouteApi('/actions');

/** Will what we promised be finished? */
export function ActionsPage() {
  const t = useT();
  const mayWrite = useMay('write');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { setScope: _, ...scope } = useScope();
  const people = useQuery(peopleOptionsQuery);
  const teams = useQuery(teamOptionsQuery);
  const [isNew, setNew] = useState(false);
  const [issueOf, setIssueOf] = useState<string | null>(null);
  useKeys(t('actions.heading'), [
    { key: 'n', label: t('actions.new'), when: mayWrite, run: () => setNew(true) },
  ]);
  return (
    <>
      <PageHeader
        title={t('actions.heading')}
        question={t('actions.question')}
        actions={
          <>
            <PageViews page="actions" />
            {mayWrite && <AddButton onClick={() => setNew(true)}>{t('actions.new')}</AddButton>}
          </>
        }
      />
      <ActionList
        search={search}
        scope={scope}
        people={people.data ?? []}
        teams={teams.data ?? []}
        mayWrite={mayWrite}
        onMakeIssue={({ id }) => setIssueOf(id)}
        onSearchChange={(change, replace = false) =>
          void navigate({ search: (old) => ({ ...old, ...change }) as typeof old, replace })
        }
      />
      <LazyIssueDialog
        key={issueOf}
        opened={issueOf !== null}
        actionItemId={issueOf ?? ''}
        onClose={() => setIssueOf(null)}
      />
      {isNew && <NewActionItemModal people={people.data ?? []} onClose={() => setNew(false)} />}
    </>
  );
}
