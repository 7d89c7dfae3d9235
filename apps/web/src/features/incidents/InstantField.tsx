import { Button, Group } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { useNow } from '../../time/NowProvider.js';
import { toLocalField, toZonedInstant } from '../../time/zonedInstant.js';
import { InstantInput } from '../../ui/InstantInput.js';

interface Props {
  label: string;
  value: string | null;
  onChange(value: string | null): void;
  timeZone: string;
  description?: string;
}

/** A date and time with a button for "now" and one to empty it. */
export function InstantField({ label, value, onChange, timeZone, description }: Props) {
  const t = useT();
  const now = useNow();
  return (
    <Group align="end" gap="xs">
      <InstantInput
        label={label}
        value={value}
        onChange={onChange}
        timeZone={timeZone}
        {...(description === undefined ? {} : { description })}
      />
      <Button
        variant="default"
        aria-label={`${label}: ${t('incidents.form.now')}`}
        onClick={() => onChange(toZonedInstant(toLocalField(now.toISOString(), timeZone), timeZone))}
      >
        {t('incidents.form.now')}
      </Button>
      {value !== null && (
        <Button
          variant="subtle"
          color="gray"
          aria-label={`${label}: ${t('ui.clear')}`}
          onClick={() => onChange(null)}
        >
          {t('ui.clear')}
        </Button>
      )}
    </Group>
  );
}
