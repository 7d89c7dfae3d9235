import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ruleChangeEffectQuery } from '../../features/decisions/decisions.queries.js';
import { EffectRows } from '../../features/decisions/EffectRows.js';
import { EffectView } from '../../features/decisions/EffectView.js';
import { effectRows } from '../../features/decisions/effectRows.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useScope } from '../../url/useScope.js';
import { ReviewSections } from '../ReviewSections.js';

const route = getRouteApi('/decisions/changes/$ruleId/$version');

/** One changed definition without a decision: did it work? */
export function RuleChangePage() {
  const t = useT();
  const params = route.useParams();
  const { rows } = route.useSearch();
  const navigate = route.useNavigate();
  const { timeZone } = useScope();
  const query = useQuery(ruleChangeEffectQuery(params.ruleId, params.version, timeZone));
  const change = query.data?.change;
  const shown = query.data === undefined ? null : effectRows(query.data, rows);
  return (
    <>
      <PageHeader
        title={
          change === undefined
            ? t('decisions.column.change')
            : t('decisions.change.title', { rule: change.ruleName })
        }
        question={
          change && (
            <>
              {t('decisions.change.version', {
                version: change.version,
                at: formatInstant(change.changedAt, { language: t.language, timeZone }),
              })}
              {t('ui.listSeparator')}
              <RowsLink
                target={{
                  to: '/rules/$id',
                  params: { id: change.alertRuleId },
                  search: { version: change.version },
                }}
              >
                {t('decisions.toRule')}
              </RowsLink>
            </>
          )
        }
      />
      <ReviewSections />
      <DataState query={query} skeleton="figures">
        {(data) => (
          <EffectView
            evidence={data}
            outcome={data.change.outcome}
            effect={data.change.effect}
            rowsTarget={(which) => ({
              to: '/decisions/changes/$ruleId/$version',
              params,
              search: { rows: which },
            })}
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
        )}
      </DataState>
    </>
  );
}
