import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { MAX_SELECTED_RULES, MAX_SELECTED_SERVICES, type ReplayKept } from '@tenken/shared/replay.contract';
import { useState } from 'react';
import { ruleQuery } from '../../api/ruleQuery.js';
import { useMay } from '../../api/session.js';
import type { ReplaySelection } from '../../features/what-if/replay.queries.js';
import type { TakeOver } from '../../features/what-if/takeOver.js';
import { WhatIfPanel } from '../../features/what-if/WhatIfPanel.js';
import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { serviceOptionsQuery } from '../scopeOptions.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';
import { LazyTakeOverDialog } from './LazyTakeOverDialog.js';

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
  const [taking, setTaking] = useState<TakeOver | null>(null);
  const selection: ReplaySelection | null =
    ruleIds.length > 0 ? { ruleIds } : scope.serviceIds.length > 0 ? { serviceIds: scope.serviceIds } : null;
  const tooMany =
    ruleIds.length > MAX_SELECTED_RULES
      ? t('whatIf.tooMany.rules', { n: ruleIds.length, most: MAX_SELECTED_RULES })
      : ruleIds.length === 0 && scope.serviceIds.length > MAX_SELECTED_SERVICES
        ? t('whatIf.tooMany.services', { n: scope.serviceIds.length, most: MAX_SELECTED_SERVICES })
        : null;
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
            <Anchor
              renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: onlyRuleId }} />}
            >
              {names}
            </Anchor>
          ) : (
            names
          )
        }
      />
      {selection === null ? (
        <EmptyNote title={t('whatIf.nothing')} hint={t('whatIf.of.all')} />
      ) : tooMany !== null ? (
        <EmptyNote title={t('whatIf.tooMany')} hint={tooMany} />
      ) : (
        <WhatIfPanel
          selection={selection}
          scope={scope}
          search={search}
          onSearchChange={(change) =>
            void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
          }
          rule={isOneRule ? rule.data : undefined}
          onTake={mayWrite && rule.data ? setKept : undefined}
          onTakeEach={mayWrite && !isOneRule ? setTaking : undefined}
        />
      )}
      {selection !== null && !isOneRule && (
        <LazyTakeOverDialog
          opened={taking !== null}
          onClose={() => setTaking(null)}
          taking={taking}
          selection={selection}
          scope={scope}
          people={people.data ?? []}
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
