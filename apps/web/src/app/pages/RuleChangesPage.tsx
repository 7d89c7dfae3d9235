import { getRouteApi } from '@tanstack/react-router';
import { RuleChangesList } from '../../features/decisions/RuleChangesList.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { ReviewSections } from '../ReviewSections.js';

const route = getRouteApi('/decisions/changes');

/** Definitions that were changed without a decision, and what became of them. */
export function RuleChangesPage() {
  const t = useT();
  const search = route.useSearch();
  const scope = useScope();
  return (
    <>
      <PageHeader title={t('decisions.changes')} question={t('decisions.changes.hint')} />
      <ReviewSections />
      <RuleChangesList search={search} scope={scope} />
    </>
  );
}
