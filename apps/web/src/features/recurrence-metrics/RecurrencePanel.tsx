import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { RecurrenceCurve } from './RecurrenceCurve.js';
import { RecurrenceFigures } from './RecurrenceFigures.js';
import { RecurrenceGroups } from './RecurrenceGroups.js';
import { RecurrencePairs } from './RecurrencePairs.js';
import { recurrenceMetricsQuery } from './recurrenceMetrics.queries.js';
import { pairsTarget, type RecurrenceRowsOf, type RecurrenceScope } from './recurrenceRows.js';

interface Props {
  scope: RecurrenceScope;
  nameOf(group: { key: string; label: string | null }): string;
  rowsOf: RecurrenceRowsOf;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** Do incidents come back, how soon, and what had become of the fix? */
export function RecurrencePanel({ scope, nameOf, rowsOf, asTable, onAsTable, onActive }: Props) {
  const t = useT();
  const query = useQuery(recurrenceMetricsQuery(scope));
  const pairsOf = useMemo(() => pairsTarget(scope.filters), [scope.filters]);
  return (
    <DataState
      query={query}
      skeleton="figures"
      isEmpty={(answer) => answer.incidents === 0}
      empty={{ title: t('recurrenceMetrics.empty.title'), hint: t('recurrenceMetrics.empty.hint') }}
    >
      {(answer) => (
        <Stack gap="sm">
          {(answer.pending > 0 || !answer.text.available) && (
            <Alert color="blue" p="xs" role="status">
              {answer.pending > 0 && t('recurrenceMetrics.pending', { n: answer.pending })}
              {!answer.text.available && ` ${t('recurrenceMetrics.noText')}`}
            </Alert>
          )}
          <RecurrenceFigures answer={answer} scope={scope} rowsOf={rowsOf} pairsOf={pairsOf} />
          <RecurrenceGroups answer={answer} nameOf={nameOf} rowsOf={rowsOf} />
          <RecurrenceCurve answer={answer} asTable={asTable} onAsTable={onAsTable} onActive={onActive} />
          <RecurrencePairs
            title={t('recurrenceMetrics.open.title')}
            none={t('recurrenceMetrics.open.none')}
            definitionKey="recurred_fix_open"
            pairs={answer.recurredWithFixOpen}
            total={answer.fixes.open.pairs}
            all={pairsOf({ status: 'confirmed', fix: ['fix_open'] })}
          />
          <RecurrencePairs
            title={t('recurrenceMetrics.after.title')}
            none={t('recurrenceMetrics.after.none')}
            definitionKey="recurred_after_fix"
            pairs={answer.recurredAfterFix}
            total={answer.fixes.done.pairs}
            all={pairsOf({ status: 'confirmed', fix: ['fix_done'] })}
          />
          <RecurrencePairs
            title={t('recurrenceMetrics.without.title')}
            none={t('recurrenceMetrics.without.none')}
            pairs={answer.recurredWithoutItems}
            total={answer.fixes.noItems.pairs}
            all={pairsOf({ status: 'confirmed', fix: ['no_items'] })}
          />
        </Stack>
      )}
    </DataState>
  );
}
