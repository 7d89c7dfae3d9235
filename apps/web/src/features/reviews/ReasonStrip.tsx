import { Button, Group, Text } from '@mantine/core';
import { VERDICT_REASONS, type VerdictReason } from '@tenken/shared/verdicts.contract';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import classes from './ReasonStrip.module.css';

/** How long the letters mean a reason; afterwards it can still be chosen beside the verdict. */
const OPEN_MS = 2_000;

interface Props {
  /** the verdict: with another one the time begins anew */
  verdictKey: string;
  /** what was judged, in words */
  about: string;
  onReason(code: VerdictReason): void;
  onClose(): void;
}

/**
 * Right after a verdict: why, by one letter. It goes by itself after 2 s (not while the pointer or the focus is on it),
 * by Esc, or with the next verdict; the reason stays optional. Its letters are `useReasonKeys`: they work before it is drawn.
 */
export function ReasonStrip({ verdictKey, about, onReason, onClose }: Props) {
  const t = useT();
  const [isHeld, setIsHeld] = useState(false);
  const latest = useRef({ onReason, onClose });
  latest.current = { onReason, onClose };
  const give = useCallback((code: VerdictReason) => latest.current.onReason(code), []);
  const close = useCallback(() => latest.current.onClose(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another verdict, another two seconds
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(close, OPEN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, verdictKey, close]);
  return (
    <section
      className={classes.strip}
      aria-label={t('reviews.verdictReason.ask', { about })}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <Text size="sm" className={classes.about}>
        {t('reviews.verdictReason.ask', { about })}
      </Text>
      <ReasonButtons onReason={give} onClose={close} />
    </section>
  );
}

/** Drawn once: ten buttons anew with each verdict would hold up the row. */
const ReasonButtons = memo(function ReasonButtons({
  onReason,
  onClose,
}: Pick<Props, 'onReason' | 'onClose'>) {
  const t = useT();
  return (
    <Group gap={6}>
      {VERDICT_REASONS.map(({ code, key }) => (
        <Button
          key={code}
          size="compact-sm"
          variant="default"
          rightSection={<KeyCaps combo={key} />}
          onClick={() => onReason(code)}
        >
          {t(`reviews.verdictReason.${code}`)}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" rightSection={<KeyCaps combo="Escape" />} onClick={onClose}>
        {t('reviews.verdictReason.none')}
      </Button>
    </Group>
  );
});
