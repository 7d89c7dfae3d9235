import { Button, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ReviewRoom, ReviewStepKey } from '@tenken/shared/reviews.contract';
import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useNow } from '../../time/NowProvider.js';
import { stepName, stepOfItem } from './agendaSteps.js';
import { PeopleMarks } from './PeopleMarks.js';
import { peopleByPlace } from './peopleByPlace.js';
import classes from './ReviewRoom.module.css';
import { StepTimer } from './StepTimer.js';
import { stepClock } from './stepClock.js';
import type { PersonHere } from './usePresence.js';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  /** the step on this screen */
  shown: ReviewStepKey;
  /** the others, and where they are */
  people: readonly PersonHere[];
  mayWrite: boolean;
  onShow(step: ReviewStepKey): void;
  /** moves the meeting, everybody's screen that follows */
  onMove(step: ReviewStepKey): void;
  onFollow(): void;
}

/** The agenda with its times and what is done of it. The timer is soft: it tells, and never stops anybody. */
export const AgendaRail = memo(function AgendaRail({
  room,
  actions,
  shown,
  people,
  mayWrite,
  onShow,
  onMove,
  onFollow,
}: Props) {
  const t = useT();
  const now = useNow();
  const total = room.items.length;
  const reviewed = room.items.filter((item) => item.isReviewed).length;
  const isAway = room.currentStep !== null && room.currentStep !== shown;
  const current = room.steps.findIndex((step) => step.key === room.currentStep);
  const next = room.steps[current + 1];
  const places = peopleByPlace(people, (person) => person.step);
  const roles = [
    room.facilitator && t('reviews.role', { role: t('reviews.facilitator'), name: room.facilitator.name }),
    room.scribe && t('reviews.role', { role: t('reviews.scribe'), name: room.scribe.name }),
  ].filter(Boolean);
  return (
    <nav className={classes.rail} aria-label={t('reviews.agenda')}>
      <ol className={classes.steps}>
        {room.steps.map((step) => {
          const items = room.items.filter((item) => stepOfItem(item) === step.key);
          const done = items.filter((item) => item.isReviewed).length;
          const { spentMinutes, overMinutes } = stepClock(room, step, now);
          return (
            <li key={step.key}>
              <button
                type="button"
                className={classes.step}
                aria-current={step.key === shown ? 'step' : undefined}
                data-current={step.key === room.currentStep || undefined}
                onClick={() => onShow(step.key)}
              >
                <span className={classes.stepName}>{stepName(step, t)}</span>
                <span className={classes.stepFacts}>
                  <span>{t('reviews.timer', { spent: spentMinutes, minutes: step.minutes })}</span>
                  {items.length > 0 && <span>{`${done} / ${items.length}`}</span>}
                </span>
                {overMinutes > 0 && (
                  <span className={classes.over}>{t('reviews.timer.over', { n: overMinutes })}</span>
                )}
                {step.key === room.currentStep && (
                  <span className={classes.here}>{t('reviews.step.here')}</span>
                )}
                <PeopleMarks people={places.get(step.key) ?? []} />
              </button>
            </li>
          );
        })}
      </ol>
      <div className={classes.railRest}>
        <div className={classes.progress}>
          <Text size="sm">{t('reviews.progress', { reviewed, total })}</Text>
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${total === 0 ? 0 : (reviewed / total) * 100}%` }} />
          </span>
        </div>
        {mayWrite && room.status === 'running' && <StepTimer room={room} actions={actions} />}
        {isAway && (
          <Button size="xs" variant="default" onClick={onFollow}>
            {t('reviews.follow')}
          </Button>
        )}
        {mayWrite && room.status === 'running' && isAway && (
          <Button size="xs" variant="default" onClick={() => onMove(shown)}>
            {t('reviews.moveHere')}
          </Button>
        )}
        {mayWrite && room.status === 'running' && !isAway && next !== undefined && (
          <Button
            size="xs"
            variant="light"
            className={classes.moveOn}
            rightSection={<KeyCaps combo="." />}
            onClick={() => onMove(next.key)}
          >
            {t('reviews.moveOn', { step: stepName(next, t) })}
          </Button>
        )}
        {room.participants.length > 0 && (
          <span className={classes.people}>
            <IconUsers size={14} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />
            <span className="visually-hidden">{t('reviews.participants')} </span>
            {room.participants.map((person) => person.name).join(t('ui.listSeparator'))}
          </span>
        )}
        {roles.length > 0 && <span className={classes.people}>{roles.join(t('ui.listSeparator'))}</span>}
      </div>
    </nav>
  );
});
