import { Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '../../api/session.js';
import { DecisionFacts } from '../../features/decisions/DecisionFacts.js';
import { decisionEffectQuery, markEffectSeen } from '../../features/decisions/decisions.queries.js';
import { EffectRows } from '../../features/decisions/EffectRows.js';
import { EffectView } from '../../features/decisions/EffectView.js';
import { effectRows } from '../../features/decisions/effectRows.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { ReviewSections } from '../ReviewSections.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';

const route = getRouteApi('/decisions/$id');

/** One decision: did it work? */
export function DecisionPage() {
  const t = useT();
  const { id } = route.useParams();
  const { rows } = route.useSearch();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const { timeZone } = useScope();
  const mayWrite = useMay('write');
  const query = useQuery(decisionEffectQuery(id, timeZone));
  const [editing, setEditing] = useState(false);
  const people = useQuery({ ...peopleOptionsQuery, enabled: editing });
  const decision = query.data?.decision;
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['decisions'] });

  // Whoever reads a finished measurement has seen it. Nothing to tell when that fails: it is only a reminder.
  const isNew = mayWrite && decision?.effect?.isComplete === true && decision.effectSeenAt === null;
  useEffect(() => {
    if (isNew) {
      markEffectSeen(id).then(
        () => queryClient.invalidateQueries({ queryKey: ['home'] }),
        () => undefined,
      );
    }
  }, [isNew, id, queryClient]);
  useKeys(t('decisions.title'), [
    {
      key: 'e',
      label: t('reviews.decision.edit'),
      run: () => setEditing(true),
      when: mayWrite && decision !== undefined,
    },
  ]);
  const shown = query.data === undefined ? null : effectRows(query.data, rows);
  return (
    <>
      <PageHeader
        title={
          decision === undefined
            ? t('decisions.column.decision')
            : t('decisions.name', {
                kind: t(`reviews.kind.${decision.kind}`),
                rule: decision.ruleName ?? '—',
              })
        }
      />
      <ReviewSections />
      <DataState query={query} skeleton="figures">
        {(data) => (
          <Stack>
            <EffectView
              evidence={data}
              outcome={data.decision.outcome}
              effect={data.decision.effect}
              replay={data.decision.replay}
              rowsTarget={(which) => ({ to: '/decisions/$id', params: { id }, search: { rows: which } })}
              rows={
                shown && (
                  <EffectRows
                    filter={shown}
                    timeZone={timeZone}
                    onClose={() => void navigate({ search: (old) => ({ ...old, rows: undefined }) })}
                  />
                )
              }
            />
            <DecisionFacts
              decision={data.decision}
              timeZone={timeZone}
              mayWrite={mayWrite}
              onEdit={() => setEditing(true)}
            />
          </Stack>
        )}
      </DataState>
      {decision !== undefined && decision.alertRuleId !== null && (
        <LazyDecisionDialog
          opened={editing}
          onClose={() => setEditing(false)}
          alertRuleId={decision.alertRuleId}
          ruleName={decision.ruleName ?? ''}
          timeZone={timeZone}
          people={people.data ?? []}
          decision={decision}
          onDone={() => void refresh()}
        />
      )}
    </>
  );
}
