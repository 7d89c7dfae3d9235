import { Button, Group, NativeSelect, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DEFAULT_STEP_MINUTES, REVIEW_STEPS, type ReviewRoom } from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { newClientId } from '../../api/newClientId.js';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays } from '../../time/isoDay.js';
import { FormError } from '../../ui/FormError.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { type PersonOption, PersonPicker } from '../../ui/PersonPicker.js';
import { AgendaEditor } from './AgendaEditor.js';
import { type DraftStep, isWhole } from './agendaDraft.js';
import { CarriedOver } from './CarriedOver.js';
import { createReview } from './reviews.queries.js';
import { templatesQuery } from './reviewTemplates.queries.js';
import classes from './StartReviewForm.module.css';
import { StillOpenReview } from './StillOpenReview.js';
import { plain, TemplateBar } from './TemplateBar.js';

export interface ServiceToReview {
  serviceId: string;
  serviceName: string;
  teamId: string | null;
  openDecisions: number;
  openGaps: number;
  openReviewId: string | null;
}

export interface StartReviewFormProps {
  services: readonly ServiceToReview[];
  window: { from: string; to: string; timeZone: string };
  people: readonly PersonOption[];
  myId: string | null;
  /** the session that this one continues: its people, agenda and language stand in the form at first */
  previous?: ReviewRoom | null;
  onCreated(room: ReviewRoom): void;
}

const DEFAULT_STEPS: readonly DraftStep[] = REVIEW_STEPS.map((key) => ({
  key,
  title: null,
  minutes: DEFAULT_STEP_MINUTES[key],
}));

/** Everything about a session before it begins, filled in: pressing Ctrl+Enter at once starts it. */
export function StartReviewForm(props: StartReviewFormProps) {
  const { services, window, people, previous } = props;
  const t = useT();
  const [clientId] = useState(newClientId);
  const [title, setTitle] = useState('');
  const [language, setLanguage] = useState<'en' | 'ja'>(previous?.language ?? t.language);
  const [facilitatorId, setFacilitatorId] = useState(previous?.facilitator?.id ?? props.myId);
  const [scribeId, setScribeId] = useState(previous?.scribe?.id ?? null);
  const [scheduledAt, setScheduledAt] = useState<string | null>(null);
  const [votesFirst, setVotesFirst] = useState(previous?.votesFirst ?? false);
  const teams = new Set(services.map((service) => service.teamId));
  const teamId = teams.size === 1 ? ([...teams][0] ?? null) : null;
  const templates = useQuery(templatesQuery(teamId, language)).data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const template =
    templates.find(({ id }) => id === chosen) ??
    templates.findLast(({ isDefault }) => isDefault) ??
    templates[0];
  // What was changed by hand; until then the agenda is the template's.
  const [edited, setEdited] = useState<readonly DraftStep[] | null>(previous?.steps ?? null);
  const steps = edited ?? template?.steps ?? DEFAULT_STEPS;
  const [busy, setBusy] = useState<'start' | 'plan' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stillOpen = services.find((service) => service.openReviewId !== null);

  const submit = async (start: boolean) => {
    if (busy !== null || !isWhole(steps)) return;
    setBusy(start ? 'start' : 'plan');
    setError(null);
    try {
      const room = await createReview({
        serviceIds: services.map((service) => service.serviceId),
        ...window,
        language,
        agendaSteps: plain(steps),
        votesFirst,
        ...(teamId === null ? {} : { teamId }),
        ...(title.trim() === '' ? {} : { title: title.trim() }),
        ...(facilitatorId === null ? {} : { facilitatorId }),
        ...(scribeId === null ? {} : { scribeId }),
        ...(scheduledAt === null ? {} : { scheduledAt }),
        start,
        clientId,
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
      {stillOpen?.openReviewId != null && (
        <StillOpenReview reviewId={stillOpen.openReviewId} serviceName={stillOpen.serviceName} mayWrite />
      )}
      <CarriedOver services={services} />
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
        <NativeSelect
          label={t('reviews.setUp.language')}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value === 'ja' ? 'ja' : 'en')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ja', label: '日本語' },
          ]}
        />
      </SimpleGrid>
      {templates.length > 0 && (
        <TemplateBar
          templates={templates}
          chosenId={template?.id ?? ''}
          onChoose={(next) => {
            setChosen(next.id);
            setEdited(null);
          }}
          steps={steps}
          language={language}
          teamId={teamId}
        />
      )}
      <AgendaEditor steps={steps} onChange={setEdited} />
      <Switch
        label={t('reviews.votesFirst')}
        description={t('reviews.votesFirst.hint')}
        checked={votesFirst}
        onChange={(event) => setVotesFirst(event.currentTarget.checked)}
      />
      <InstantInput
        label={t('reviews.setUp.when')}
        description={t('reviews.setUp.when.hint')}
        value={scheduledAt}
        onChange={setScheduledAt}
        timeZone={window.timeZone}
      />
      <FormError error={error} />
      <Group justify="space-between" className={classes.foot}>
        <Text size="xs" c="dimmed">
          {t.rich('reviews.setUp.hint', { key: <KeyCaps key="submit" combo="Mod+Enter" /> })}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            loading={busy === 'plan'}
            disabled={!isWhole(steps)}
            onClick={() => void submit(false)}
          >
            {t('reviews.plan')}
          </Button>
          <Button
            loading={busy === 'start'}
            disabled={!isWhole(steps)}
            onClick={() => void submit(true)}
            data-autofocus
          >
            {t('reviews.start')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
