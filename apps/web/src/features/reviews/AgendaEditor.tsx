import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { DEFAULT_STEP_MINUTES, isKnownReviewStep } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { addKnownStep, addStep, type DraftStep, missingSteps, moveStep } from './agendaDraft.js';
import { stepName } from './agendaSteps.js';

interface Props {
  steps: readonly DraftStep[];
  onChange(steps: readonly DraftStep[]): void;
}

const NEW_STEP_MINUTES = 10;

/** The steps of a session with their minutes: order, known steps taken out and in, steps of one's own. */
export function AgendaEditor({ steps, onChange }: Props) {
  const t = useT();
  const change = (key: string, to: Partial<DraftStep>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...to } : step)));
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" size="sm" fw={500}>
        {t('reviews.setUp.agenda', { minutes: steps.reduce((sum, step) => sum + step.minutes, 0) })}
      </Text>
      <Stack gap={6} mt={6}>
        {steps.map((step, index) => {
          const name = stepName(step, t);
          return (
            <Group key={step.key} gap={6}>
              {isKnownReviewStep(step.key) ? (
                <Text size="sm" style={{ flex: '1 1 160px' }}>
                  {name}
                </Text>
              ) : (
                <TextInput
                  style={{ flex: '1 1 160px' }}
                  size="xs"
                  aria-label={t('reviews.setUp.stepTitle')}
                  placeholder={t('reviews.setUp.stepTitle')}
                  value={step.title ?? ''}
                  maxLength={100}
                  onChange={(event) => change(step.key, { title: event.currentTarget.value })}
                />
              )}
              <NumberInput
                aria-label={t('reviews.setUp.minutes', { step: name })}
                value={step.minutes}
                onChange={(value) =>
                  change(step.key, { minutes: Math.max(0, Math.min(480, Math.round(Number(value)) || 0)) })
                }
                min={0}
                max={480}
                w={96}
                size="xs"
                suffix={t('reviews.setUp.minutes.suffix')}
              />
              <Group gap={2} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  aria-label={t('reviews.setUp.stepUp', { step: name })}
                  disabled={index === 0}
                  onClick={() => onChange(moveStep(steps, step.key, -1))}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('reviews.setUp.stepDown', { step: name })}
                  disabled={index === steps.length - 1}
                  onClick={() => onChange(moveStep(steps, step.key, 1))}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={t('reviews.setUp.stepRemove', { step: name })}
                  onClick={() => onChange(steps.filter((one) => one.key !== step.key))}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          );
        })}
        <Group gap={6}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange(addStep(steps, '', NEW_STEP_MINUTES))}
          >
            {t('reviews.setUp.stepAdd')}
          </Button>
          {missingSteps(steps).map((key) => (
            <Button
              key={key}
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => onChange(addKnownStep(steps, key, DEFAULT_STEP_MINUTES[key]))}
            >
              {t(`reviews.step.${key}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </fieldset>
  );
}
