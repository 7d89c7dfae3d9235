import { Chip, Group } from '@mantine/core';
import { useT } from '../i18n/useT.js';
import { RANGE_PRESETS, type RangePreset } from '../time/rangePresets.js';
import classes from './RangePresetChips.module.css';
import { rangePresetRows } from './rangePresetRows.js';

interface Props {
  value: RangePreset | null;
  fiscalStart: number;
  now: Date;
  timeZone: string;
  onChange(preset: RangePreset): void;
}

/** Ranges to choose from, a line for each kind of period. */
export function RangePresetChips({ value, fiscalStart, now, timeZone, onChange }: Props) {
  const t = useT();
  const choose = (text: string | string[]) => {
    const preset = RANGE_PRESETS.find((one) => one === text);
    if (preset) onChange(preset);
  };
  return (
    <Chip.Group value={value} onChange={choose}>
      <div className={classes.rows} role="radiogroup" aria-label={t('app.range')}>
        {rangePresetRows(fiscalStart, now, timeZone, t.language).map(({ row, choices }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame and no place in the grid
          <div key={row} className={classes.row} role="group" aria-label={t(`app.rangeRow.${row}`)}>
            <span className={classes.name}>{t(`app.rangeRow.${row}`)}</span>
            <Group gap={6}>
              {choices.map(({ preset, months }) => (
                <Chip key={preset} value={preset} size="xs" variant="outline">
                  {t(`app.rangeChip.${preset}`)}
                  {months !== null && t('app.rangeChip.months', { months })}
                </Chip>
              ))}
            </Group>
          </div>
        ))}
      </div>
    </Chip.Group>
  );
}
