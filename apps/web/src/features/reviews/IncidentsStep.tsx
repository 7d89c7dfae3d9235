import { Button, Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { GapAgendaItem, IncidentAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useCallback, useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { EmptyNote } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { gapColumnsOf, incidentColumnsOf } from './incidentColumns.js';
import { LazyGapDialog } from './LazyGapDialog.js';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  people: readonly PersonOption[];
  mayWrite: boolean;
  activeId: string | null;
  onActivate(id: string | null): void;
}

/** Incidents that no alert told in time, the gaps that they show, and the gaps that are still open. */
export function IncidentsStep({ room, actions, people, mayWrite, activeId, onActivate }: Props) {
  const t = useT();
  const [gapOf, setGapOf] = useState<IncidentAgendaItem | 'none' | null>(null);
  const incidents = useMemo(
    () => room.items.filter((item): item is IncidentAgendaItem => item.kind === 'incident'),
    [room.items],
  );
  const gaps = useMemo(
    () => room.items.filter((item): item is GapAgendaItem => item.kind === 'coverage_gap'),
    [room.items],
  );
  const active = incidents.find((item) => item.id === activeId) ?? null;
  const toggle = useCallback(
    (item: IncidentAgendaItem | GapAgendaItem, name: string) =>
      void actions.setReviewed(
        [item.id],
        !item.isReviewed,
        t(item.isReviewed ? 'reviews.unticked' : 'reviews.ticked', { item: name }),
        true,
      ),
    [actions, t],
  );
  useKeys(t('reviews.keys.items'), [
    { key: 'g', label: t('reviews.gap.title'), run: () => setGapOf(active ?? 'none'), when: mayWrite },
    {
      key: 'v',
      label: t('reviews.tick'),
      run: () => active && toggle(active, active.evidence.title),
      when: mayWrite && active !== null,
    },
  ]);
  const incidentColumns = useMemo(
    () => incidentColumnsOf(t, { mayWrite, timeZone: room.timeZone, onGap: setGapOf, onToggle: toggle }),
    [t, mayWrite, room.timeZone, toggle],
  );
  const gapColumns = useMemo(() => gapColumnsOf(t, { mayWrite, onToggle: toggle }), [t, mayWrite, toggle]);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('reviews.incidents.title')} <DefinitionButton definitionKey="recall" />
        </Title>
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            rightSection={<KeyCaps combo="g" />}
            onClick={() => setGapOf('none')}
          >
            {t('reviews.gap.title')}
          </Button>
        )}
      </Group>
      {incidents.length === 0 ? (
        <EmptyNote
          title={t('reviews.incidents.none')}
          hint={t('reviews.incidents.none.hint', { n: room.overview.incidentsCaught })}
        />
      ) : (
        <DataTable
          label={t('reviews.incidents.title')}
          rows={incidents}
          rowId={(item) => item.id}
          columns={incidentColumns}
          activeId={activeId}
          onActiveChange={onActivate}
        />
      )}
      <Title order={2} size="h4">
        {t('reviews.gaps.open')} <DefinitionButton definitionKey="coverage" />
      </Title>
      {gaps.length === 0 ? (
        <EmptyNote title={t('reviews.gaps.none')} />
      ) : (
        <DataTable
          label={t('reviews.gaps.open')}
          rows={gaps}
          rowId={(item) => item.id}
          columns={gapColumns}
          pageKeys={false}
        />
      )}
      {room.gaps.length > 0 && (
        <>
          <Title order={2} size="h4">
            {t('reviews.gaps.new')}
          </Title>
          <ul>
            {room.gaps.map((gap) => (
              <li key={gap.id}>
                {gap.serviceName}
                {t('ui.listSeparator')}
                {t.optional(`reviews.signal.${gap.signal}`) ?? gap.signal}
                {gap.expected !== '' && `: ${gap.expected}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <LazyGapDialog
        opened={gapOf !== null}
        onClose={() => setGapOf(null)}
        timeZone={room.timeZone}
        people={people}
        services={room.services}
        incident={
          gapOf === null || gapOf === 'none'
            ? null
            : {
                id: gapOf.evidence.incidentId,
                title: gapOf.evidence.title,
                services: gapOf.evidence.services,
              }
        }
        submit={actions.addGap}
      />
    </Stack>
  );
}
