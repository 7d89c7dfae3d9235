import { Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReviewCadenceResponse } from '@tenken/shared/review-cadence.contract';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { type CadenceRows, type CadenceScope, cadenceQuery } from './reviewCadence.queries.js';

const CadenceRowsDialog = lazy(() =>
  import('./CadenceRowsDialog.js').then((module) => ({ default: module.CadenceRowsDialog })),
);

interface Props {
  scope: CadenceScope;
  timeZone: string;
  /** where overdue decisions are listed */
  decisionsTarget: RowsTarget;
}

/** How often what fires is looked at, in one line of figures; each opens its rows. */
export function CadencePanel({ scope, timeZone, decisionsTarget }: Props) {
  const t = useT();
  const query = useQuery(cadenceQuery(scope));
  const [rows, setRows] = useState<CadenceRows | null>(null);
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="review-cadence">
      <Group gap={4} mb={4}>
        <Title order={2} size="h5" id="review-cadence">
          {t('reviewCadence.title')}
        </Title>
        <DefinitionButton definitionKey="review_cadence" answered={query.data?.definition ?? null} />
      </Group>
      <DataState query={query} skeleton="text">
        {(answer) => <Figures answer={answer} onRows={setRows} decisionsTarget={decisionsTarget} />}
      </DataState>
      {rows && (
        <Suspense fallback={null}>
          <CadenceRowsDialog scope={scope} timeZone={timeZone} rows={rows} onClose={() => setRows(null)} />
        </Suspense>
      )}
    </Paper>
  );
}

interface FiguresProps {
  answer: ReviewCadenceResponse;
  onRows(rows: CadenceRows): void;
  decisionsTarget: RowsTarget;
}

function Figures({ answer, onRows, decisionsTarget }: FiguresProps) {
  const t = useT();
  const opens = (rows: CadenceRows, text: ReactNode, underline?: 'always') => (
    <Anchor component="button" type="button" inherit underline={underline} onClick={() => onRows(rows)}>
      {text}
    </Anchor>
  );
  const count = (n: number) => formatCount(n, t.language);
  const reviewed = (days: 30 | 90) => {
    const n = days === 30 ? answer.reviewedIn30Days : answer.reviewedIn90Days;
    const share = days === 30 ? answer.shareIn30Days : answer.shareIn90Days;
    const rest = answer.services - n;
    return (
      <Item
        label={t('reviewCadence.reviewed', { days })}
        value={
          share === null
            ? '—'
            : opens(`within_${days}`, t('reviewCadence.of', { part: n, n: answer.services }))
        }
        note={
          share === null ? (
            t('reviewCadence.noServices')
          ) : (
            <>
              {t('reviewCadence.share', {
                share: formatShare(share.value, t.language),
                lower: formatShare(share.lower, t.language),
                upper: formatShare(share.upper, t.language),
              })}
              {rest > 0 && (
                <>
                  {t('ui.listSeparator')}
                  {opens(`not_within_${days}`, t('reviewCadence.rest', { n: rest }), 'always')}
                </>
              )}
            </>
          )
        }
      />
    );
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="md" verticalSpacing="xs">
      {reviewed(30)}
      {reviewed(90)}
      <Item
        label={t('reviewCadence.neverReviewed')}
        value={
          answer.rulesNeverReviewed === 0
            ? count(0)
            : opens('never_reviewed', count(answer.rulesNeverReviewed))
        }
        note={t('reviewCadence.ofRules', { n: answer.rules })}
      />
      <Item
        label={t('reviewCadence.unchanged')}
        value={
          answer.reviewedUnchanged === 0 ? count(0) : opens('unchanged', count(answer.reviewedUnchanged))
        }
        note={t('reviewCadence.unchanged.hint')}
      />
      <Item
        label={t('reviewCadence.overdue')}
        value={
          answer.decisionsOverdue === 0 ? (
            count(0)
          ) : (
            <RowsLink target={decisionsTarget}>{count(answer.decisionsOverdue)}</RowsLink>
          )
        }
        note={t('reviewCadence.overdue.hint')}
      />
    </SimpleGrid>
  );
}

function Item({ label, value, note }: { label: string; value: ReactNode; note: ReactNode }) {
  return (
    <Stack gap={0} component="section" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={20} fw={700} component="div">
        {value}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {note}
      </Text>
    </Stack>
  );
}
