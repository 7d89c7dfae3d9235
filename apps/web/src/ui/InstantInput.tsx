import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { zoneName } from '../time/formatInstant.js';
import { useNow } from '../time/NowProvider.js';
import { toLocalField, toZonedInstant } from '../time/zonedInstant.js';

interface Props {
  label: string;
  /** ISO instant, or null. */
  value: string | null;
  /** ISO instant with the zone's offset (`2026-11-21T14:05:00+09:00`), or null when cleared. */
  onChange(value: string | null): void;
  /** The zone that the wall clock is read in; shown beside the field. */
  timeZone: string;
  description?: string;
  error?: string | null;
  required?: boolean;
  disabled?: boolean;
}

/** A date and time in a zone that is named. */
export function InstantInput(props: Props) {
  const { value, timeZone, onChange } = props;
  const now = useNow();
  const [text, setText] = useState(() => toLocalField(value, timeZone));
  useEffect(() => {
    // Only a value from outside overwrites what is being typed.
    setText((old) =>
      sameInstant(toZonedInstant(old, timeZone), value) ? old : toLocalField(value, timeZone),
    );
  }, [value, timeZone]);
  const zone = zoneName(timeZone, value === null || Number.isNaN(Date.parse(value)) ? now : new Date(value));
  return (
    <TextInput
      type="datetime-local"
      label={`${props.label} (${zone})`}
      description={props.description}
      error={props.error}
      required={props.required}
      disabled={props.disabled}
      value={text}
      max="9999-12-31T23:59"
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onChange(typed === '' ? null : toZonedInstant(typed, timeZone));
      }}
    />
  );
}

function sameInstant(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return Date.parse(a) === Date.parse(b);
}
