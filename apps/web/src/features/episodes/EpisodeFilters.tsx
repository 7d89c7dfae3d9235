import { Button, Group, MultiSelect, Pill, Select } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { VERDICTS } from '../../ui/VerdictBadge.js';
import { describeFilters, type EpisodeFilter, FILTER_KEYS } from './episodeFilter.js';

interface Props {
  filter: EpisodeFilter;
  onChange(change: EpisodeFilter): void;
  /** the name of the rule that the list is narrowed to, once it is known */
  ruleName: string | null;
  serviceName(id: string): string;
}

/** The filters that people set by hand, and those that came with a link, each with its way out. */
export function EpisodeFilters({ filter, onChange, ruleName, serviceName }: Props) {
  const t = useT();
  const chips = describeFilters(filter, t, ruleName, serviceName);
  const none = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])) as EpisodeFilter;
  return (
    <section aria-label={t('episodes.filters')}>
      <Group gap="xs" align="end" data-print="hidden">
        <MultiSelect
          size="xs"
          w={{ base: '100%', xs: 240 }}
          label={t('episodes.filter.verdict')}
          placeholder={filter.verdict ? undefined : t('episodes.filter.any')}
          value={[...(filter.verdict ?? [])]}
          onChange={(verdict) => onChange({ verdict: verdict.length > 0 ? verdict : undefined })}
          clearable
          clearButtonProps={{ 'aria-label': t('ui.clear') }}
          data={[
            { value: 'none', label: t('episodes.filter.verdict.none') },
            { value: 'any', label: t('episodes.filter.verdict.any') },
            ...VERDICTS.map((verdict) => ({ value: verdict, label: t(`ui.verdict.${verdict}`) })),
          ]}
        />
        <Choice
          label={t('episodes.filter.state')}
          value={filter.open}
          onChange={(open) => onChange({ open: open as EpisodeFilter['open'] })}
          data={[
            ['1', t('episodes.filter.state.open')],
            ['0', t('episodes.filter.state.ended')],
          ]}
        />
        <Choice
          label={t('episodes.filter.notified')}
          value={filter.notified}
          onChange={(notified) => onChange({ notified: notified as EpisodeFilter['notified'] })}
          data={[
            ['1', t('episodes.filter.notified.yes')],
            ['0', t('episodes.filter.notified.no')],
          ]}
        />
        <Choice
          label={t('episodes.filter.hours')}
          value={filter.hours}
          onChange={(hours) => onChange({ hours: hours as EpisodeFilter['hours'] })}
          data={(['working', 'off', 'sleep'] as const).map((hours) => [
            hours,
            t(`episodes.filter.hours.${hours}`),
          ])}
        />
        <Choice
          label={t('episodes.filter.behaviour')}
          value={filter.chattering === '1' ? 'chattering' : filter.stale === '1' ? 'stale' : undefined}
          onChange={(behaviour) =>
            onChange({
              chattering: behaviour === 'chattering' ? '1' : undefined,
              stale: behaviour === 'stale' ? '1' : undefined,
            })
          }
          data={(['chattering', 'stale'] as const).map((behaviour) => [
            behaviour,
            t(`episodes.filter.${behaviour}`),
          ])}
        />
      </Group>
      {chips.length > 0 && (
        <Group gap={6} mt="xs">
          {chips.map((chip) => (
            <Pill
              key={chip.key}
              size="md"
              withRemoveButton
              removeButtonProps={{
                'aria-label': t('episodes.filter.remove', { name: chip.text }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => onChange({ [chip.key]: undefined })}
            >
              {chip.text}
            </Pill>
          ))}
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(none)}>
            {t('episodes.filter.clear')}
          </Button>
        </Group>
      )}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  onChange(value: string | undefined): void;
  data: [string, string][];
}

function Choice({ label, value, onChange, data }: ChoiceProps) {
  const t = useT();
  return (
    <Select
      size="xs"
      w={{ base: '100%', xs: 180 }}
      label={label}
      placeholder={t('episodes.filter.any')}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      data={data.map(([key, text]) => ({ value: key, label: text }))}
    />
  );
}
