import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSignedInUser } from '../../api/session.js';
import { DecisionsList } from '../../features/decisions/DecisionsList.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { ReviewSections } from '../ReviewSections.js';

const route = getRouteApi('/decisions');

/** What did we decide, and did it work? */
export function DecisionsPage() {
  const t = useT();
  const { outcome, kind, status, mine, unseen, ranged } = route.useSearch();
  const navigate = route.useNavigate();
  const me = useSignedInUser();
  const { setScope: _, ...scope } = useScope();
  const search = useMemo(
    () => ({ outcome, kind, status, mine, unseen, ranged }),
    [outcome, kind, status, mine, unseen, ranged],
  );
  return (
    <>
      <PageHeader title={t('decisions.title')} question={t('decisions.question')} />
      <ReviewSections />
      <DecisionsList
        search={search}
        scope={scope}
        myId={me?.id ?? null}
        onSearchChange={(change) => void navigate({ search: (old) => ({ ...old, ...change }) as typeof old })}
      />
    </>
  );
}
