import { Checkbox, Group, NumberInput, Stack } from '@mantine/core';
import { PostmortemCriteria } from '@tenken/shared/settings.contract';
import { useT } from '../../i18n/useT.js';

const SEVERITIES = PostmortemCriteria.shape.severities;
const SWITCHES = [
  'detectedByPerson',
  'userImpact',
  'dataLoss',
  'responderSteppedIn',
  'money',
  'stakeholderAsked',
] as const;
const DEFAULT_MINUTES = 60;

interface Props {
  value: PostmortemCriteria;
  onChange(value: PostmortemCriteria): void;
}

/** When a postmortem is required: each rule by itself, any one of them is enough. */
export function PostmortemFields({ value, onChange }: Props) {
  const t = useT();
  return (
    <Stack gap="sm">
      <Checkbox.Group
        label={t('settings.criterion.severities')}
        value={value.severities}
        onChange={(severities) =>
          onChange({ ...value, severities: SEVERITIES.parse([...severities].sort()) })
        }
      >
        <Group mt={6}>
          {SEVERITIES.element.options.map((severity) => (
            <Checkbox key={severity} value={severity} label={severity} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group align="center">
        <Checkbox
          label={t('settings.criterion.ttrOver')}
          checked={value.ttrOverMinutes !== null}
          onChange={(event) =>
            onChange({ ...value, ttrOverMinutes: event.currentTarget.checked ? DEFAULT_MINUTES : null })
          }
        />
        {value.ttrOverMinutes !== null && (
          <NumberInput
            aria-label={t('settings.criterion.minutes')}
            suffix={t('settings.minutes.suffix')}
            w={130}
            min={1}
            max={100_000}
            allowDecimal={false}
            value={value.ttrOverMinutes}
            onChange={(minutes) => {
              if (typeof minutes === 'number') onChange({ ...value, ttrOverMinutes: minutes });
            }}
          />
        )}
      </Group>
      {SWITCHES.map((name) => (
        <Checkbox
          key={name}
          label={t(`settings.criterion.${name}`)}
          checked={value[name]}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
