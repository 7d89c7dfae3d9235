import { Stack, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { parseDuration } from '../../time/parseDuration.js';
import classes from './DurationInput.module.css';
import { LONGEST_SECONDS } from './replaySettings.js';

interface Props {
  label: string;
  description: string;
  seconds: number;
  /** seconds that the slider stops at, ascending from 0 */
  steps: readonly number[];
  onChange(seconds: number): void;
}

/** A duration, typed (`5m`, `1時間30分`) or slid in steps. What is typed counts on Enter or when one leaves the field. */
export function DurationInput({ label, description, seconds, steps, onChange }: Props) {
  const t = useT();
  const id = useId();
  const shown = seconds === 0 ? '' : formatExactDuration(seconds, t.language);
  // what is being typed; null: nothing is
  const [typed, setTyped] = useState<string | null>(null);
  const [isBad, setIsBad] = useState(false);
  const [slid, setSlid] = useState<number | null>(null);
  const nearest = steps.findLastIndex((step) => step <= seconds);
  const commit = () => {
    if (typed === null) return;
    const parsed = parseDuration(typed);
    if (parsed === null || parsed > LONGEST_SECONDS) {
      setIsBad(true);
      return;
    }
    setTyped(null);
    setIsBad(false);
    if (parsed !== seconds) onChange(parsed);
  };
  // what is slid counts when it is let go: each place on the way would be asked for
  const settle = () => {
    if (slid === null) return;
    const chosen = steps[slid] ?? 0;
    setSlid(null);
    setTyped(null);
    setIsBad(false);
    if (chosen !== seconds) onChange(chosen);
  };
  return (
    <Stack gap={6}>
      <TextInput
        id={id}
        label={label}
        description={description}
        placeholder={t('whatIf.duration.placeholder')}
        value={typed ?? (slid === null ? shown : formatExactDuration(steps[slid] ?? 0, t.language))}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={isBad ? t('whatIf.duration.bad') : null}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setIsBad(false);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          // the Enter that ends a Japanese conversion is not meant for us
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation();
            setTyped(null);
            setIsBad(false);
          }
        }}
      />
      <input
        type="range"
        className={classes.range}
        min={0}
        max={steps.length - 1}
        step={1}
        value={slid ?? Math.max(0, nearest)}
        aria-label={t('whatIf.slider', { name: label })}
        aria-valuetext={formatExactDuration(slid === null ? seconds : (steps[slid] ?? 0), t.language)}
        onChange={(event) => setSlid(Number(event.currentTarget.value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
    </Stack>
  );
}
