import { Alert, Button, Group, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import { type CreateIncidentBody, DetectionSource } from '@tenken/shared/incidents.contract';
import { type ReactNode, useEffect, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { useNow } from '../../time/NowProvider.js';
import { FormError } from '../../ui/FormError.js';
import { type ServiceOption, ServicesPicker } from '../../ui/ServicePicker.js';
import { InstantField } from './InstantField.js';
import {
  EMPTY_DRAFT,
  forgetIncidentDraft,
  type IncidentDraft,
  loadIncidentDraft,
  saveIncidentDraft,
} from './incidentDraft.js';
import { createIncident } from './incidents.queries.js';
import { problemText } from './problemText.js';
import { SeverityGuide } from './SeverityGuide.js';

interface Props {
  services: readonly ServiceOption[];
  /** The zone in which the times are read and shown. */
  timeZone: string;
  onCreated(id: string): void;
}

/** The two-minute report: plain questions, only the first needs an answer. What is typed survives a closed tab. */
export function IncidentForm({ services, timeZone, onCreated }: Props) {
  const t = useT();
  const now = useNow();
  const queryClient = useQueryClient();
  const [kept] = useState(loadIncidentDraft);
  const [draft, setDraft] = useState<IncidentDraft>(kept ?? EMPTY_DRAFT);
  const [touched, setTouched] = useState(false);
  const isEmpty = JSON.stringify(draft) === JSON.stringify(EMPTY_DRAFT);
  useEffect(() => {
    if (isEmpty) forgetIncidentDraft();
    else saveIncidentDraft(draft);
  }, [draft, isEmpty]);
  const set = (change: Partial<IncidentDraft>) => setDraft((old) => ({ ...old, ...change }));

  const sending = useMutation({
    mutationFn: () => createIncident(toBody(draft, services, severityReason())),
    onSuccess: (incident) => {
      forgetIncidentDraft();
      queryClient.setQueryData(['incidents', 'one', incident.id], incident);
      void queryClient.invalidateQueries({ queryKey: ['incidents', 'list'] });
      onCreated(incident.id);
    },
  });
  const submit = () => {
    setTouched(true);
    if (draft.title.trim() === '') document.getElementById('incident-title')?.focus();
    else if (!sending.isPending) sending.mutate();
  };
  useKeys(t('incidents.new'), [{ key: 'Mod+Enter', label: t('incidents.form.send'), run: submit }]);
  const problems = findInstantProblems(
    {
      startedAt: draft.startedAt,
      detectedAt: draft.detectedAt,
      resolvedAt: draft.isOver ? draft.resolvedAt : null,
    },
    now,
  );

  return (
    <Stack maw={720} gap="xl">
      <Text>{t('incidents.form.intro')}</Text>
      {kept !== null && (
        <Alert color="gray" variant="light" py="xs" role="status">
          <Group justify="space-between">
            <Text size="sm">{t('incidents.form.draftFound')}</Text>
            <Button size="compact-sm" variant="default" onClick={() => setDraft(EMPTY_DRAFT)}>
              {t('incidents.form.startAnew')}
            </Button>
          </Group>
        </Alert>
      )}
      <Part title={t('incidents.form.what')}>
        <TextInput
          id="incident-title"
          label={t('incidents.form.title')}
          description={t('incidents.form.title.help')}
          required
          maxLength={300}
          value={draft.title}
          error={touched && draft.title.trim() === '' ? t('incidents.form.title.missing') : null}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t('incidents.form.summary')}
          description={t('incidents.form.summary.help')}
          autosize
          minRows={3}
          value={draft.summary}
          onChange={(event) => set({ summary: event.currentTarget.value })}
        />
      </Part>
      <Part title={t('incidents.form.when')} hint={t('incidents.form.when.help')}>
        <InstantField
          label={t('incidents.form.began')}
          value={draft.startedAt}
          timeZone={timeZone}
          onChange={(startedAt) => set({ startedAt })}
        />
        <InstantField
          label={t('incidents.form.noticed')}
          value={draft.detectedAt}
          timeZone={timeZone}
          onChange={(detectedAt) => set({ detectedAt })}
        />
        <Radio.Group
          label={t('incidents.form.over')}
          value={draft.isOver === null ? '' : String(draft.isOver)}
          onChange={(value) => set({ isOver: value === 'true' })}
        >
          <Group mt={6}>
            <Radio value="false" label={t('incidents.form.over.no')} />
            <Radio value="true" label={t('incidents.form.over.yes')} />
          </Group>
        </Radio.Group>
        {draft.isOver && (
          <InstantField
            label={t('incidents.form.ended')}
            value={draft.resolvedAt}
            timeZone={timeZone}
            onChange={(resolvedAt) => set({ resolvedAt })}
          />
        )}
        {problems.length > 0 && (
          <Alert color="yellow" title={t('incidents.form.doubt')} role="status">
            {problems.map((problem) => (
              <Text size="sm" key={problem.code + problem.fields.join()}>
                {problemText(problem, t)}
              </Text>
            ))}
          </Alert>
        )}
      </Part>
      <Part title={t('incidents.form.how')}>
        <Radio.Group
          label={t('incidents.form.found')}
          value={draft.detectionSource}
          onChange={(value) => set({ detectionSource: DetectionSource.safeParse(value).data ?? 'unknown' })}
        >
          <Stack gap={8} mt={6}>
            {DetectionSource.options.map((source) => (
              <Radio key={source} value={source} label={t(`incidents.form.found.${source}`)} />
            ))}
          </Stack>
        </Radio.Group>
      </Part>
      <Part title={t('incidents.form.where')}>
        <ServicesPicker
          label={t('incidents.form.services')}
          services={services}
          value={draft.serviceIds}
          onChange={(serviceIds) => set({ serviceIds })}
        />
        <TextInput
          label={t('incidents.form.otherService')}
          description={t('incidents.form.otherService.help')}
          maxLength={200}
          value={draft.otherService}
          onChange={(event) => set({ otherService: event.currentTarget.value })}
        />
      </Part>
      <Part title={t('incidents.form.bad')}>
        <SeverityGuide
          answers={draft.answers}
          severity={draft.severity}
          onChange={(answers, severity) => set({ answers, severity })}
        />
      </Part>
      <FormError error={sending.error} />
      <Group>
        <Button onClick={submit} loading={sending.isPending}>
          {t('incidents.form.send')}
        </Button>
        <KeyCaps combo="Mod+Enter" />
        <Text size="sm" c="dimmed" role="status">
          {isEmpty ? '' : t('incidents.form.draftKept')}
        </Text>
      </Group>
    </Stack>
  );

  /** The answers to the guide go into the history of the severity, where they explain it. */
  function severityReason(): string {
    return Object.entries(draft.answers)
      .filter(([, value]) => value !== undefined)
      .map(([question, value]) => {
        const answer = t(value ? 'incidents.guide.yes' : 'incidents.guide.no');
        return `${t.optional(`incidents.guide.${question}`) ?? question} ${answer}`;
      })
      .join(' ');
  }
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {hint && (
        <Text size="sm" c="dimmed" mt={-8}>
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}

function toBody(
  draft: IncidentDraft,
  services: readonly ServiceOption[],
  severityReason: string,
): CreateIncidentBody {
  const names = services.filter(({ id }) => draft.serviceIds.includes(id)).map(({ name }) => name);
  const other = draft.otherService.trim();
  return {
    title: draft.title.trim(),
    ...(draft.summary.trim() ? { summary: draft.summary } : {}),
    ...(draft.startedAt ? { startedAt: draft.startedAt } : {}),
    ...(draft.detectedAt ? { detectedAt: draft.detectedAt } : {}),
    ...(draft.isOver && draft.resolvedAt ? { resolvedAt: draft.resolvedAt } : {}),
    detectionSource: draft.detectionSource,
    services: other === '' ? names : [...names, other],
    ...(draft.severity === null ? {} : { severity: draft.severity }),
    ...(draft.severity === null || severityReason === ''
      ? {}
      : { severityReason: severityReason.slice(0, 1000) }),
  };
}
