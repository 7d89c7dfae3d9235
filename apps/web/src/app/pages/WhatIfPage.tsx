import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReplayKept } from '@tenken/shared/replay.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { ruleQuery } from '../../features/rules/rules.queries.js';
import type { ReplaySelection } from '../../features/what-if/replay.queries.js';
import { WhatIfPanel } from '../../features/what-if/WhatIfPanel.js';
import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { serviceOptionsQuery } from '../scopeOptions.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';

const route = getRouteApi('/what-if');
const ROW_ID = /^\d{1,18}$/;

/** Settings tried on a selection of rules, or on the services of the scope. */
export function WhatIfPage() {
  const t = useT();
  const scope = useScope();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const ruleIds = (search.rules ?? []).filter((id) => ROW_ID.test(id));
  const [onlyRuleId] = ruleIds;
  const isOneRule = onlyRuleId !== undefined && ruleIds.length === 1;
  const rule = useQuery({ ...ruleQuery(onlyRuleId ?? ''), enabled: isOneRule });
  const services = useQuery(serviceOptionsQuery);
  const people = useQuery(peopleOptionsQuery);
  const mayWrite = useMay('write');
  const [kept, setKept] = useState<ReplayKept | null>(null);
  const selection: ReplaySelection | null =
    ruleIds.length > 0 ? { ruleIds } : scope.serviceIds.length > 0 ? { serviceIds: scope.serviceIds } : null;
  const names =
    ruleIds.length > 0
      ? (rule.data?.name ?? t('whatIf.of.rules', { n: ruleIds.length }))
      : (services.data ?? [])
          .filter(({ id }) => scope.serviceIds.includes(id))
          .map(({ name }) => name)
          .join(t('ui.listSeparator'));
  return (
    <>
      <PageHeader
        title={t('app.page.whatIf')}
        question={
          selection === null ? (
            t('whatIf.page.question')
          ) : isOneRule ? (
            <Anchor renderRoot={(props) => <Link {...props} to="/rules/$id" params={{ id: onlyRuleId }} />}>
              {names}
            </Anchor>
          ) : (
            names
          )
        }
      />
      {selection === null ? (
        <EmptyNote title={t('whatIf.nothing')} hint={t('whatIf.of.all')} />
      ) : (
        <WhatIfPanel
          selection={selection}
          scope={scope}
          search={search}
          onSearchChange={(change) =>
            void navigate({ search: (old) => ({ ...old, ...change }) as never, replace: true })
          }
          rule={isOneRule ? rule.data : undefined}
          onTake={mayWrite && rule.data ? setKept : undefined}
        />
      )}
      {rule.data && (
        <LazyDecisionDialog
          opened={kept !== null}
          onClose={() => setKept(null)}
          alertRuleId={rule.data.id}
          ruleName={rule.data.name}
          timeZone={scope.timeZone}
          people={people.data ?? []}
          startKind="tune"
          replay={kept ?? undefined}
          onDone={() => setKept(null)}
        />
      )}
    </>
  );
}
