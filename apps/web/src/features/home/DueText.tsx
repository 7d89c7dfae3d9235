import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import classes from './Home.module.css';

interface Props {
  dueOn: string | null;
  daysLeft: number | null;
}

/** When something is due, in words and as a day: overdue is said, not only coloured. */
export function DueText({ dueOn, daysLeft }: Props) {
  const t = useT();
  if (dueOn === null || daysLeft === null) return t('home.due.none');
  const words =
    daysLeft < 0
      ? t('home.due.over', { n: -daysLeft })
      : daysLeft === 0
        ? t('home.due.today')
        : t('home.due.in', { n: daysLeft });
  return (
    <>
      <span className={daysLeft < 0 ? classes.late : undefined}>{words}</span>
      <br />
      {formatDay(dueOn, t.language, { weekday: true })}
    </>
  );
}
