import { Text } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { formatInstant } from '../time/formatInstant.js';

/** When something happened last, on one line without its zone (said below the table); `never` where it did not. */
export function InstantCell({ at, timeZone, never }: { at: string | null; timeZone: string; never: string }) {
  const { language } = useT();
  return at === null ? (
    <Text size="sm" c="dimmed">
      {never}
    </Text>
  ) : (
    <span style={{ whiteSpace: 'nowrap' }}>{formatInstant(at, { language, timeZone, hideZone: true })}</span>
  );
}
