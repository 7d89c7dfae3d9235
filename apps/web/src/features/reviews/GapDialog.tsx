import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import type { ReviewGapBody } from '@tenken/shared/reviews.contract';
import { SIGNALS } from '@tenken/shared/signals';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { DueInput } from '../../ui/DueInput.js';
import { FormError } from '../../ui/FormError.js';
import { OwnerInput, ownerOf } from '../../ui/OwnerInput.js';
import type { PersonOption } from '../../ui/PersonPicker.js';

export interface GapDialogProps {
  opened: boolean;
  onClose(): void;
  timeZone: string;
  people: readonly PersonOption[];
  services: readonly { id: string; name: string }[];
  /** the incident that shows the gap */
  incident: { id: string; title: string; services: readonly { id: string }[] } | null;
  /** Records it, or keeps it to be sent later. Throws what the server refuses. */
  submit(body: ReviewGapBody, serviceName: string): Promise<unknown>;
}

/** A coverage gap: which signal of which service nobody would have been paged for, and what should have fired. */
export function GapDialog(props: GapDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reviews.gap.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <GapForm {...props} />}
    </Modal>
  );
}

function GapForm(props: GapDialogProps) {
  const { incident, services } = props;
  const t = useT();
  const first = services.find(({ id }) => incident?.services.some((service) => service.id === id));
  const [serviceId, setServiceId] = useState(first?.id ?? services[0]?.id ?? '');
  const [signal, setSignal] = useState<string>('availability');
  const [expected, setExpected] = useState('');
  const [owner, setOwner] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await props.submit(
        {
          serviceId,
          signal: signal as ReviewGapBody['signal'],
          ...(incident === null ? {} : { incidentId: incident.id }),
          ...(expected.trim() === '' ? {} : { expected: expected.trim() }),
          ...ownerOf(owner, props.people),
          ...(dueOn === '' ? {} : { dueOn }),
        },
        services.find(({ id }) => id === serviceId)?.name ?? '',
      );
      props.onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  useKeys(
    t('reviews.keys.gap'),
    [{ key: 'Mod+Enter', label: t('reviews.gap.save'), run: () => void submit() }],
    { inDialog: true },
  );

  return (
    <Stack>
      {incident !== null && <Text size="sm">{t('reviews.gap.from', { incident: incident.title })}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('reviews.gap.service')}
          value={serviceId}
          onChange={(value) => setServiceId(value ?? serviceId)}
          data={services.map((service) => ({ value: service.id, label: service.name }))}
          allowDeselect={false}
        />
        <Select
          label={t('reviews.gap.signal')}
          value={signal}
          onChange={(value) => setSignal(value ?? signal)}
          data={SIGNALS.map((each) => ({ value: each, label: t(`reviews.signal.${each}`) }))}
          allowDeselect={false}
        />
      </SimpleGrid>
      <Textarea
        label={t('reviews.gap.expected')}
        placeholder={t('reviews.gap.expected.placeholder')}
        value={expected}
        onChange={(event) => setExpected(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        data-autofocus
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <OwnerInput people={props.people} value={owner} onChange={setOwner} />
        <DueInput
          label={t('reviews.field.due')}
          value={dueOn}
          onChange={setDueOn}
          timeZone={props.timeZone}
        />
      </SimpleGrid>
      <FormError error={error} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t.rich('reviews.submit.hint', { key: <KeyCaps key="submit" combo="Mod+Enter" /> })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button loading={busy} onClick={() => void submit()}>
            {t('reviews.gap.save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
