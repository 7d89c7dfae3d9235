import { Stack, Text } from '@mantine/core';
import type { InstantRecord } from '@tenken/shared/incident-details.contract';
import type { InstantField } from '@tenken/shared/incidents.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { prepareInstantStory } from './prepareInstantStory.js';

interface Props {
  field: InstantField;
  history: readonly InstantRecord[];
  /** where imported values came from */
  source: string;
  reopened: number;
  timeZone: string;
}

/** The original beside a correction, with who, when and why; and the resolutions before a reopening. */
export function InstantStory({ field, history, source, reopened, timeZone }: Props) {
  const t = useT();
  const { counting, original, earlier } = prepareInstantStory(history);
  const isReopened = field === 'resolvedAt' && reopened > 0;
  const at = (iso: string | null, seconds = true) =>
    iso === null
      ? t('incidents.cell.unknown')
      : formatInstant(iso, { language: t.language, timeZone, seconds });
  const teller = (record: InstantRecord) =>
    record.provenance === 'human' ? (record.recordedBy ?? t('incidents.story.somebody')) : source;
  return (
    <Stack gap={0}>
      {original && counting && !isReopened && (
        <>
          <Text size="xs" c="dimmed">
            {t('incidents.story.original', {
              time: at(original.at),
              origin: t(`incidents.provenance.${original.provenance}`),
              who: teller(original),
            })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('incidents.story.corrected', { who: teller(counting), when: at(counting.recordedAt, false) })}
          </Text>
        </>
      )}
      {counting?.note && <Text size="xs">{t('incidents.story.note', { note: counting.note })}</Text>}
      {isReopened &&
        earlier.map((record) => (
          <Text key={record.id} size="xs" c="dimmed">
            {record.at === null
              ? t('incidents.story.reopened', { when: at(record.recordedAt, false), who: teller(record) })
              : t('incidents.story.earlierResolution', { time: at(record.at), who: teller(record) })}
            {record.note && ` ${t('incidents.story.note', { note: record.note })}`}
          </Text>
        ))}
    </Stack>
  );
}
