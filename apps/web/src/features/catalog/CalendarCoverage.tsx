import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { useNow } from '../../time/NowProvider.js';
import { calendarsQuery } from './catalog.queries.js';

/** Which years a calendar covers; a warning where it ends before this year, because business days are then wrong. */
export function CalendarCoverage({ calendar }: { calendar: string }) {
  const t = useT();
  const thisYear = useNow().getFullYear();
  const calendars = useQuery(calendarsQuery).data ?? [];
  const ended = calendars.filter(
    ({ teams, lastDay }) => teams > 0 && (lastDay === null || Number(lastDay.slice(0, 4)) < thisYear),
  );
  const shown = calendars.find((one) => one.calendar === calendar);
  return (
    <>
      {ended.map(({ calendar: name, lastDay, teams }) => (
        <Alert key={name} color="orange" variant="light" py={6} role="status">
          {lastDay === null
            ? t('catalog.calendar.none', { calendar: name, n: teams })
            : t('catalog.calendar.ended', { calendar: name, year: lastDay.slice(0, 4), n: teams })}
        </Alert>
      ))}
      {shown?.firstDay && shown.lastDay && (
        <Text size="sm">
          {t('catalog.calendar.covers', {
            from: shown.firstDay.slice(0, 4),
            to: shown.lastDay.slice(0, 4),
            n: shown.holidays,
            teams: shown.teams,
          })}
        </Text>
      )}
    </>
  );
}
