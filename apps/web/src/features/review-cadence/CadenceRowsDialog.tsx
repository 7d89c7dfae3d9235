import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CadenceRule, CadenceService } from '@tenken/shared/review-cadence.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsOfFigure } from '../../ui/RowsOfFigure.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import {
  type CadenceRows,
  type CadenceScope,
  cadenceRulesQuery,
  cadenceServicesQuery,
} from './reviewCadence.queries.js';

interface Props {
  scope: CadenceScope;
  timeZone: string;
  /** null: closed */
  rows: CadenceRows | null;
  onClose(): void;
}

/** The services or rules behind a figure: as many as it says. */
export function CadenceRowsDialog({ scope, timeZone, rows, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={rows !== null}
      onClose={onClose}
      size="lg"
      title={rows && t(`reviewCadence.rows.${rows}`)}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {rows === 'never_reviewed' || rows === 'unchanged' ? (
        <Rules scope={scope} timeZone={timeZone} state={rows} />
      ) : (
        rows && <Services scope={scope} timeZone={timeZone} reviewed={rows} />
      )}
    </Modal>
  );
}

interface ListProps {
  scope: CadenceScope;
  timeZone: string;
}

function Services({ scope, timeZone, reviewed }: ListProps & { reviewed: CadenceRows }) {
  const t = useT();
  const words = rowsWords(t);
  const query = useInfiniteQuery(cadenceServicesQuery(scope, reviewed));
  const columns = useMemo<DataColumn<CadenceService>[]>(
    () => [
      {
        key: 'name',
        header: t('reviewCadence.service'),
        rowHeader: true,
        cell: (row) => (
          <Stack gap={0}>
            {row.name}
            {row.teamName && (
              <Text size="xs" c="dimmed" fw={400}>
                {row.teamName}
              </Text>
            )}
          </Stack>
        ),
      },
      { key: 'rules', header: t('reviewCadence.rules'), align: 'right', cell: (row) => row.rules },
      {
        key: 'last',
        header: t('reviewCadence.last'),
        cell: ({ lastReviewId, lastReviewedAt }) =>
          lastReviewId === null ? (
            t('reviewCadence.never')
          ) : (
            <Anchor
              size="sm"
              renderRoot={(props: object) => (
                <Link {...props} to="/reviews/$id/record" params={{ id: lastReviewId }} />
              )}
            >
              {formatInstant(lastReviewedAt, { language: t.language, timeZone })}
            </Anchor>
          ),
      },
    ],
    [t, timeZone],
  );
  return (
    <RowsOfFigure
      {...words}
      query={query}
      columns={columns}
      label={t(`reviewCadence.rows.${reviewed}`)}
      rowId={(row) => row.id}
    />
  );
}

function Rules({ scope, timeZone, state }: ListProps & { state: 'never_reviewed' | 'unchanged' }) {
  const t = useT();
  const words = rowsWords(t);
  const query = useInfiniteQuery(cadenceRulesQuery(scope, state));
  const columns = useMemo<DataColumn<CadenceRule>[]>(
    () => [
      {
        key: 'name',
        header: t('reviewCadence.rule'),
        rowHeader: true,
        cell: (row) => (
          <Stack gap={0} miw={160}>
            <Anchor
              size="sm"
              renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: row.id }} />}
            >
              <BreakableName name={row.name} />
            </Anchor>
            {row.serviceName && (
              <Text size="xs" c="dimmed" fw={400}>
                {row.serviceName}
              </Text>
            )}
          </Stack>
        ),
      },
      ...(state === 'unchanged'
        ? [
            {
              key: 'verdict',
              header: t('reviewCadence.verdict'),
              cell: (row: CadenceRule) => <VerdictBadge verdict={row.verdict} />,
            },
            {
              key: 'judgedAt',
              header: t('reviewCadence.judgedAt'),
              cell: (row: CadenceRule) => formatInstant(row.judgedAt, { language: t.language, timeZone }),
            },
          ]
        : []),
    ],
    [t, timeZone, state],
  );
  return (
    <RowsOfFigure
      {...words}
      query={query}
      columns={columns}
      label={t(`reviewCadence.rows.${state}`)}
      rowId={(row) => row.id}
    />
  );
}

function rowsWords(t: Translator) {
  return {
    total: (n: number) => t('reviewCadence.rows.total', { n }),
    more: t('reviewCadence.more'),
    empty: { title: t('reviewCadence.rows.empty') },
  };
}
