import {
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import {
  DEFAULT_STEP_MINUTES,
  REVIEW_STEPS,
  type ReviewRoom,
  type ReviewStepKey,
} from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays } from '../../time/isoDay.js';
import { FormError } from '../../ui/FormError.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { type PersonOption, PersonPicker } from '../../ui/PersonPicker.js';
import { createReview } from './reviews.queries.js';

interface Props {
  opened: boolean;
  onClose(): void;
  services: readonly { serviceId: string; serviceName: string }[];
  window: { from: string; to: string; timeZone: string };
  people: readonly PersonOption[];
  myId: string | null;
  onCreated(room: ReviewRoom): void;
}

/** Everything about a session before it begins, filled in: pressing Ctrl+Enter at once starts it. */
export function StartReviewDialog(props: Props) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reviews.setUp.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <StartReviewForm {...props} />}
    </Modal>
  );
}

function StartReviewForm(props: Props) {
  const { services, window, people } = props;
  const t = useT();
  const [title, setTitle] = useState('');
  const [language, setLanguage] = useState<'en' | 'ja'>(t.language);
  const [facilitatorId, setFacilitatorId] = useState<string | null>(props.myId);
  const [scribeId, setScribeId] = useState<string | null>(null);
  const [scheduledAt, setScheduledAt] = useState<string | null>(null);
  const [steps, setSteps] = useState(() =>
    REVIEW_STEPS.map((key) => ({ key, minutes: DEFAULT_STEP_MINUTES[key], isIn: true })),
  );
  const [busy, setBusy] = useState<'start' | 'plan' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const chosen = steps.filter((step) => step.isIn);
  const change = (key: ReviewStepKey, to: Partial<(typeof steps)[number]>) =>
    setSteps((all) => all.map((step) => (step.key === key ? { ...step, ...to } : step)));

  const submit = async (start: boolean) => {
    if (busy !== null || chosen.length === 0) return;
    setBusy(start ? 'start' : 'plan');
    setError(null);
    try {
      const room = await createReview({
        serviceIds: services.map((service) => service.serviceId),
        ...window,
        language,
        agendaSteps: chosen.map(({ key, minutes }) => ({ key, minutes })),
        ...(title.trim() === '' ? {} : { title: title.trim() }),
        ...(facilitatorId === null ? {} : { facilitatorId }),
        ...(scribeId === null ? {} : { scribeId }),
        ...(scheduledAt === null ? {} : { scheduledAt }),
        start,
      });
      props.onCreated(room);
    } catch (failure) {
      setError(failure);
      setBusy(null);
    }
  };
  useKeys(
    t('reviews.setUp.title'),
    [{ key: 'Mod+Enter', label: t('reviews.start'), run: () => void submit(true) }],
    { inDialog: true },
  );

  return (
    <Stack>
      <Text size="sm">
        {services.map((service) => service.serviceName).join(t('ui.listSeparator'))}
        <br />
        {t('app.range.days', {
          from: formatDay(window.from, t.language),
          to: formatDay(addDays(window.to, -1), t.language),
        })}
      </Text>
      <TextInput
        label={t('reviews.setUp.name')}
        placeholder={t('reviews.setUp.name.placeholder')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <PersonPicker
          label={t('reviews.facilitator')}
          people={people}
          value={facilitatorId}
          onChange={setFacilitatorId}
        />
        <PersonPicker label={t('reviews.scribe')} people={people} value={scribeId} onChange={setScribeId} />
        <Select
          label={t('reviews.setUp.language')}
          value={language}
          onChange={(value) => setLanguage(value === 'ja' ? 'ja' : 'en')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ja', label: '日本語' },
          ]}
          allowDeselect={false}
        />
      </SimpleGrid>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <Text component="legend" size="sm" fw={500}>
          {t('reviews.setUp.agenda', { minutes: chosen.reduce((sum, step) => sum + step.minutes, 0) })}
        </Text>
        <Stack gap={6} mt={6}>
          {steps.map((step) => (
            <Group key={step.key} justify="space-between" wrap="nowrap">
              <Checkbox
                label={t(`reviews.step.${step.key}`)}
                checked={step.isIn}
                onChange={(event) => change(step.key, { isIn: event.currentTarget.checked })}
              />
              <NumberInput
                aria-label={t('reviews.setUp.minutes', { step: t(`reviews.step.${step.key}`) })}
                value={step.minutes}
                onChange={(value) => change(step.key, { minutes: Math.round(Number(value)) || 0 })}
                min={0}
                max={480}
                w={110}
                size="xs"
                suffix={t('reviews.setUp.minutes.suffix')}
                disabled={!step.isIn}
              />
            </Group>
          ))}
        </Stack>
      </fieldset>
      <InstantInput
        label={t('reviews.setUp.when')}
        description={t('reviews.setUp.when.hint')}
        value={scheduledAt}
        onChange={setScheduledAt}
        timeZone={window.timeZone}
      />
      <FormError error={error} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t.rich('reviews.setUp.hint', { key: <KeyCaps key="submit" combo="Mod+Enter" /> })}
        </Text>
        <Group gap="xs">
          <Button variant="default" loading={busy === 'plan'} onClick={() => void submit(false)}>
            {t('reviews.plan')}
          </Button>
          <Button loading={busy === 'start'} onClick={() => void submit(true)} data-autofocus>
            {t('reviews.start')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
