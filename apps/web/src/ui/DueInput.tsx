import { Button, Group, TextInput } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { addDays, dayOf } from '../time/isoDay.js';
import { useNow } from '../time/NowProvider.js';

const STEPS = [7, 14, 30] as const;

interface Props {
  label: string;
  value: string;
  onChange(day: string): void;
  timeZone: string;
  description?: string;
  /** `+7 days` and so on below the field */
  withSteps?: boolean;
}

/** A day, typed or chosen, with the usual distances one press away. */
export function DueInput({ label, value, onChange, timeZone, description, withSteps = true }: Props) {
  const t = useT();
  const today = dayOf(useNow(), timeZone);
  return (
    <div>
      <TextInput
        type="date"
        label={label}
        description={description}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {withSteps && (
        <Group gap={6} mt={6}>
          {STEPS.map((days) => (
            <Button
              key={days}
              size="compact-xs"
              variant="default"
              onClick={() => onChange(addDays(today, days))}
            >
              {t('reviews.field.due.in', { days })}
            </Button>
          ))}
        </Group>
      )}
    </div>
  );
}
