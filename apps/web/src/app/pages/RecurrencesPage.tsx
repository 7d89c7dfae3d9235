import { Button, Chip, Group, SegmentedControl, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { FixState } from '@tenken/shared/recurrences.contract';
import { useCallback, useMemo } from 'react';
import { useMay } from '../../api/session.js';
import { RecurrenceWork } from '../../features/recurrences/RecurrenceWork.js';
import type { RecurrenceListFilter } from '../../features/recurrences/recurrences.queries.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useScope } from '../../url/useScope.js';

const route = getRouteApi('/incidents/recurrences');
/** Filters that come with the address from a figure. */
const NARROWING = [
  'severity',
  'severityOf',
  'detectionSource',
  'cause',
  'trigger',
  'kind',
  'postmortem',
  'tag',
  'source',
] as const;
const STATUSES = ['suggested', 'confirmed', 'rejected'] as const;

/** Which incidents came back? Suggestions one by one, and what was decided. */
export function RecurrencesPage() {
  const t = useT();
  const mayWrite = useMay('write');
  const { from, to, timeZone, serviceIds, teamId } = useScope();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (changed: object, replace = false) =>
      void navigate({ search: (old) => ({ ...old, ...changed }), replace }),
    [navigate],
  );
  const status = search.status ?? 'suggested';
  const fix = useMemo(
    () => (search.fix ?? []).filter((state): state is FixState => FixState.safeParse(state).success),
    [search.fix],
  );
  const all = search.all === true;
  const narrowing = useMemo(
    () =>
      Object.fromEntries(
        NARROWING.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
      ),
    [search],
  );
  const isNarrowed = Object.keys(narrowing).length > 0;
  const filter = useMemo<RecurrenceListFilter>(
    () => ({
      status,
      fix,
      onlyDeclined: search.onlyDeclined === true,
      ...(all ? {} : { from, to }),
      timeZone,
      serviceIds,
      teamId,
      narrowing,
    }),
    [status, fix, search.onlyDeclined, all, from, to, timeZone, serviceIds, teamId, narrowing],
  );
  const onPair = useCallback((pair: string | undefined) => change({ pair }, true), [change]);
  const showAll = () => change({ all: true, pair: undefined });
  return (
    <>
      <Text size="sm" mb={4} data-print="hidden">
        <RowsLink target={{ to: '/incidents' }}>{t('recurrences.back')}</RowsLink>
      </Text>
      <PageHeader title={t('recurrences.page')} question={t('recurrences.question')} />
      <Group gap="sm" mb="sm" data-print="hidden">
        <SegmentedControl
          aria-label={t('recurrences.tabs')}
          value={status}
          onChange={(next) =>
            change({
              status: next === 'suggested' ? undefined : next,
              pair: undefined,
              fix: undefined,
              onlyDeclined: undefined,
            })
          }
          data={STATUSES.map((value) => ({ value, label: t(`recurrences.tab.${value}`) }))}
        />
        <Chip
          size="xs"
          checked={all}
          onChange={(checked) => change({ all: checked || undefined, pair: undefined })}
        >
          {t('recurrences.range.all')}
        </Chip>
        {isNarrowed && (
          <Button
            size="compact-xs"
            variant="light"
            rightSection={<IconX size={12} aria-hidden />}
            onClick={() => change(Object.fromEntries(NARROWING.map((name) => [name, undefined])))}
          >
            {t('recurrences.filter.narrowed', {
              values: Object.values(narrowing).flat().join(t('ui.listSeparator')),
            })}
          </Button>
        )}
        {status === 'confirmed' && (
          <Group gap={6} role="group" aria-label={t('recurrences.filter.fix')}>
            <Text size="sm" c="dimmed">
              {t('recurrences.filter.fix')}
            </Text>
            {FixState.options.map((state) => (
              <Chip
                key={state}
                size="xs"
                checked={fix.includes(state)}
                onChange={(checked) =>
                  change({
                    fix: checked ? [...fix, state] : fix.filter((other) => other !== state),
                    pair: undefined,
                  })
                }
              >
                {t(`recurrences.filter.${state}`)}
              </Chip>
            ))}
            <Chip
              size="xs"
              checked={search.onlyDeclined === true}
              onChange={(checked) => change({ onlyDeclined: checked || undefined, pair: undefined })}
            >
              {t('recurrences.filter.onlyDeclined')}
            </Chip>
          </Group>
        )}
      </Group>
      <RecurrenceWork
        filter={filter}
        pair={search.pair}
        mayWrite={mayWrite}
        onPair={onPair}
        emptyAction={
          all ? undefined : (
            <Button variant="default" size="sm" onClick={showAll}>
              {t('recurrences.range.all')}
            </Button>
          )
        }
      />
    </>
  );
}
