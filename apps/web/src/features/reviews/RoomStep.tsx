import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { peopleByPlace } from './peopleByPlace.js';
import { RulesStep } from './RulesStep.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import type { PersonHere } from './usePresence.js';
import type { RoomActions } from './useRoomActions.js';
import type { VerdictQueue, VerdictQueueState } from './verdictQueue.js';

// The meeting spends its time with the rules: what comes before and after them is loaded beside them.
const IncidentsStep = lazy(() =>
  import('./IncidentsStep.js').then((module) => ({ default: module.IncidentsStep })),
);
const OpenDecisionsStep = lazy(() =>
  import('./OpenDecisionsStep.js').then((module) => ({ default: module.OpenDecisionsStep })),
);
const OverviewStep = lazy(() =>
  import('./OverviewStep.js').then((module) => ({ default: module.OverviewStep })),
);
const TopicsStep = lazy(() => import('./TopicsStep.js').then((module) => ({ default: module.TopicsStep })));
const WrapUpStep = lazy(() => import('./WrapUpStep.js').then((module) => ({ default: module.WrapUpStep })));

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  people: readonly PersonOption[];
  /** the others in the room, and where they are */
  others: readonly PersonHere[];
  queue: VerdictQueue;
  verdicts: VerdictQueueState;
  myId: string | null;
  mayWrite: boolean;
  shown: string;
  activeId: string | null;
  isFollowing: boolean;
  onActivate(id: string | null): void;
  onEditing(what: string | null): void;
  onBackToRules(): void;
  onClosed(): void;
  renderDecisionDialog: RenderDecisionDialog;
  renderPeekExtra: ((alertRuleId: string) => ReactNode) | undefined;
}

/** The step of the agenda that is shown. */
export function RoomStep(props: Props) {
  const { room, actions, mayWrite, activeId, onActivate, onEditing, people, others } = props;
  const here = useMemo(() => peopleByPlace(others, (person) => person.itemId), [others]);
  const common = { room, actions, mayWrite, activeId, onActivate };
  const stepOf = (): ReactNode => {
    switch (props.shown) {
      case 'open_decisions':
        return <OpenDecisionsStep {...common} />;
      case 'overview':
        return <OverviewStep room={room} />;
      case 'rules':
        return (
          <RulesStep
            {...common}
            people={people}
            here={here}
            queue={props.queue}
            verdicts={props.verdicts}
            myId={props.myId}
            isFollowing={props.isFollowing}
            onEditing={onEditing}
            renderDecisionDialog={props.renderDecisionDialog}
            renderPeekExtra={props.renderPeekExtra}
          />
        );
      case 'incidents_gaps':
        return <IncidentsStep {...common} people={people} />;
      case 'wrap_up':
        return (
          <WrapUpStep
            {...common}
            people={people}
            onEditing={onEditing}
            onBackToRules={props.onBackToRules}
            onClosed={props.onClosed}
            renderDecisionDialog={props.renderDecisionDialog}
          />
        );
      default:
        return (
          <TopicsStep {...common} key={props.shown} step={props.shown} people={here} onEditing={onEditing} />
        );
    }
  };
  return <Suspense>{stepOf()}</Suspense>;
}
