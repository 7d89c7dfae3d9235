import { Alert, Button, Group } from '@mantine/core';
import { IconPlayerPlay, IconPlus, IconRefresh } from '@tabler/icons-react';
import type { ReviewStepKey, ReviewRoom as Room } from '@tenken/shared/reviews.contract';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { AgendaRail } from './AgendaRail.js';
import { agendaItemName } from './agendaItemName.js';
import { LazyActionDialog } from './LazyActionDialog.js';
import { OverviewStep } from './OverviewStep.js';
import classes from './ReviewRoom.module.css';
import { RulesStep } from './RulesStep.js';
import { moveReview } from './reviews.queries.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import { useActiveItem } from './useActiveItem.js';
import { useAnnounceChanges } from './useAnnounceChanges.js';
import { useRoomActions } from './useRoomActions.js';

// The meeting spends its time with the rules: what comes before and after them is loaded beside them.
const IncidentsStep = lazy(() =>
  import('./IncidentsStep.js').then((module) => ({ default: module.IncidentsStep })),
);
const OpenDecisionsStep = lazy(() =>
  import('./OpenDecisionsStep.js').then((module) => ({ default: module.OpenDecisionsStep })),
);
const WrapUpStep = lazy(() => import('./WrapUpStep.js').then((module) => ({ default: module.WrapUpStep })));

interface Props {
  room: Room;
  people: readonly PersonOption[];
  myId: string | null;
  mayWrite: boolean;
  /** the step that this reader chose; null = follows the meeting */
  step: ReviewStepKey | null;
  itemId: string | null;
  onStep(step: ReviewStepKey | null): void;
  onItem(id: string | null): void;
  onClosed(): void;
  renderDecisionDialog: RenderDecisionDialog;
}

/** The review room: agenda on the left, the step in the middle, evidence on the right. */
export function ReviewRoom(props: Props) {
  const { room, people, myId, mayWrite, onStep } = props;
  const t = useT();
  const actions = useRoomActions(room.id);
  const [addingAction, setAddingAction] = useState(false);
  const [activeId, activate] = useActiveItem(props.itemId, props.onItem);
  const shown = props.step ?? room.currentStep ?? room.steps[0]?.key ?? 'rules';
  useAnnounceChanges(room, myId);

  // Who opens a running room takes part in it. Nothing to tell when it fails: reading goes on.
  const isIn = room.participants.some((person) => person.id === myId);
  const joins = mayWrite && myId !== null && room.status === 'running' && !isIn;
  useEffect(() => {
    if (joins) moveReview(room.id, 'join').then(actions.show, () => undefined);
  }, [joins, room.id, actions]);

  const about = room.items.find((item) => item.id === activeId);
  useKeys(t('reviews.keys.room'), [
    { key: 'a', label: t('reviews.action.title'), run: () => setAddingAction(true), when: mayWrite },
    { key: 'w', label: t('reviews.step.wrap_up'), run: () => onStep('wrap_up') },
    {
      key: 'f',
      label: t('reviews.follow'),
      run: () => onStep(null),
      when: props.step !== null && room.currentStep !== null,
    },
  ]);

  const common = { room, actions, mayWrite, activeId, onActivate: activate };
  const step: Record<ReviewStepKey, () => ReactNode> = {
    open_decisions: () => <OpenDecisionsStep {...common} />,
    overview: () => <OverviewStep room={room} />,
    rules: () => (
      <RulesStep {...common} people={people} myId={myId} renderDecisionDialog={props.renderDecisionDialog} />
    ),
    incidents_gaps: () => <IncidentsStep {...common} people={people} />,
    wrap_up: () => (
      <WrapUpStep
        room={room}
        actions={actions}
        people={people}
        mayWrite={mayWrite}
        onBackToRules={() => onStep('rules')}
        onClosed={props.onClosed}
        renderDecisionDialog={props.renderDecisionDialog}
      />
    ),
  };
  return (
    <>
      {room.status === 'planned' && (
        <Alert color="blue" mb="md" title={t('reviews.planned.title')}>
          <Group justify="space-between">
            {t('reviews.planned.hint')}
            {mayWrite && (
              <Button
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                onClick={() => void actions.start()}
              >
                {t('reviews.start')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      <div className={classes.room}>
        <AgendaRail
          room={room}
          shown={shown}
          mayWrite={mayWrite}
          onShow={onStep}
          onMove={(to) => {
            onStep(null);
            void actions.goTo(to);
          }}
          onFollow={() => onStep(null)}
        />
        <section aria-label={t(`reviews.step.${shown}`)}>
          {mayWrite && (
            <Group justify="end" gap="xs" mb="sm">
              <Button
                size="xs"
                variant="subtle"
                leftSection={<IconRefresh size={14} aria-hidden />}
                onClick={() => void actions.refresh()}
              >
                {t('reviews.refresh')}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                rightSection={<KeyCaps combo="a" />}
                onClick={() => setAddingAction(true)}
              >
                {t('reviews.action.title')}
              </Button>
            </Group>
          )}
          <Suspense>{step[shown]()}</Suspense>
        </section>
      </div>
      <LazyActionDialog
        opened={addingAction}
        onClose={() => setAddingAction(false)}
        reviewSessionId={room.id}
        timeZone={room.timeZone}
        people={people}
        about={about === undefined ? '' : agendaItemName(about, t)}
        onDone={actions.added}
      />
    </>
  );
}
