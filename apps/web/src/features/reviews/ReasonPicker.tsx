import { NativeSelect } from '@mantine/core';
import { VERDICT_REASONS, type VerdictReason } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';

interface Props {
  value: VerdictReason | null;
  onChange(code: VerdictReason | null): void;
}

/** The reason of a verdict, at any time after it. */
export function ReasonPicker({ value, onChange }: Props) {
  const t = useT();
  return (
    <NativeSelect
      label={t('reviews.verdictReason')}
      size="sm"
      value={value ?? ''}
      onChange={(event) =>
        onChange(event.currentTarget.value === '' ? null : (event.currentTarget.value as VerdictReason))
      }
      data={[
        { value: '', label: t('reviews.verdictReason.notSaid') },
        ...VERDICT_REASONS.map(({ code }) => ({ value: code, label: t(`reviews.verdictReason.${code}`) })),
      ]}
    />
  );
}
