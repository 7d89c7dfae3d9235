import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { RulesPanel } from '../../features/rules/RulesPanel.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { PageViews } from '../PageViews.js';
import { serviceOptionsQuery } from '../scopeOptions.js';

const route = getRouteApi('/rules');

export function RulesPage() {
  const t = useT();
  const scope = useScope();
  const filter = route.useSearch();
  const services = useQuery(serviceOptionsQuery);
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader
        title={t('app.page.rules')}
        question={t('rules.question')}
        actions={<PageViews page="rules" />}
      />
      <RulesPanel
        scope={scope}
        filter={filter}
        services={services.data ?? []}
        onFilterChange={(change, replace = false) =>
          void navigate({ search: (old) => ({ ...old, ...change }), replace })
        }
      />
    </>
  );
}
