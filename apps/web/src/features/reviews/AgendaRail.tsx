import { Button, Progress, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ReviewRoom, ReviewStepKey } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { useNow } from '../../time/NowProvider.js';
import classes from './ReviewRoom.module.css';

interface Props {
  room: ReviewRoom;
  /** the step on this screen */
  shown: ReviewStepKey;
  mayWrite: boolean;
  onShow(step: ReviewStepKey): void;
  /** moves the meeting, everybody's screen that follows */
  onMove(step: ReviewStepKey): void;
  onFollow(): void;
}

/** The agenda with its times and what is done of it. The timer is soft: it tells, and never stops anybody. */
export function AgendaRail({ room, shown, mayWrite, onShow, onMove, onFollow }: Props) {
  const t = useT();
  const now = useNow();
  const total = room.items.length;
  const reviewed = room.items.filter((item) => item.isReviewed).length;
  const isAway = room.currentStep !== null && room.currentStep !== shown;
  const next = room.steps[room.steps.findIndex((step) => step.key === room.currentStep) + 1];
  const spentOf = (step: ReviewRoom['steps'][number]) => {
    const running =
      step.key === room.currentStep && room.currentStepAt !== null
        ? Math.max(0, (now.getTime() - Date.parse(room.currentStepAt)) / 1000)
        : 0;
    return Math.floor((step.spentSeconds + running) / 60);
  };
  return (
    <nav className={classes.rail} aria-label={t('reviews.agenda')}>
      <ol className={classes.steps}>
        {room.steps.map((step) => {
          const items = room.items.filter((item) => stepOf(item.kind) === step.key);
          const done = items.filter((item) => item.isReviewed).length;
          const spent = spentOf(step);
          return (
            <li key={step.key}>
              <button
                type="button"
                className={classes.step}
                aria-current={step.key === shown ? 'step' : undefined}
                data-current={step.key === room.currentStep || undefined}
                onClick={() => onShow(step.key)}
              >
                <span className={classes.stepName}>{t(`reviews.step.${step.key}`)}</span>
                <span className={classes.stepFacts}>
                  <span data-over={spent > step.minutes || undefined}>
                    {t('reviews.timer', { spent, minutes: step.minutes })}
                  </span>
                  {items.length > 0 && <span>{`${done} / ${items.length}`}</span>}
                </span>
                {step.key === room.currentStep && (
                  <span className={classes.here}>{t('reviews.step.here')}</span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <div className={classes.railRest}>
        <div className={classes.progress}>
          <Text size="sm">{t('reviews.progress', { reviewed, total })}</Text>
          <Progress
            value={total === 0 ? 0 : (reviewed / total) * 100}
            aria-label={t('reviews.progress', { reviewed, total })}
          />
        </div>
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
          <Button size="xs" variant="light" onClick={() => onMove(next.key)}>
            {t('reviews.moveOn', { step: t(`reviews.step.${next.key}`) })}
          </Button>
        )}
        {room.participants.length > 0 && (
          <span className={classes.people}>
            <IconUsers size={14} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />
            <span className="visually-hidden">{t('reviews.participants')} </span>
            {room.participants.map((person) => person.name).join(t('ui.listSeparator'))}
          </span>
        )}
      </div>
    </nav>
  );
}

function stepOf(kind: ReviewRoom['items'][number]['kind']): ReviewStepKey {
  if (kind === 'decision') return 'open_decisions';
  return kind === 'alert_rule' ? 'rules' : 'incidents_gaps';
}
