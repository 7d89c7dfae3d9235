import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CoverageGap } from '@tenken/shared/coverage.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { addDays } from '../../time/isoDay.js';
import { FormError } from '../../ui/FormError.js';
import { useChangeGap } from './useChangeGap.js';

/** A gap that is accepted, or a cell without one: then a gap is recorded and accepted at once. */
export type ToAccept = { gap: CoverageGap } | { serviceId: string; signal: string };

/** A quarter of a year, unless said otherwise. */
const DEFAULT_DAYS = 90;

interface Props {
  /** null = closed */
  subject: ToAccept | null;
  today: string;
  onClose(): void;
}

/** Accepts a gap with a reason and a day on which it is looked at again: never for ever. */
export function AcceptGapDialog({ subject, today, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={subject !== null}
      onClose={onClose}
      title={t('coverage.accept.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {subject && <AcceptForm subject={subject} today={today} onClose={onClose} />}
    </Modal>
  );
}

function AcceptForm({ subject, today, onClose }: { subject: ToAccept; today: string; onClose(): void }) {
  const t = useT();
  const changes = useChangeGap();
  const form = useForm({
    initialValues: { acceptedReason: '', acceptedUntil: addDays(today, DEFAULT_DAYS) },
    validate: {
      acceptedReason: (value) => (value.trim() ? null : t('coverage.accept.missing')),
      acceptedUntil: (value) => (value > today ? null : t('error.acceptance_date_required')),
    },
  });
  const submit = async () => {
    if (form.validate().hasErrors) return;
    const gap = 'gap' in subject ? subject.gap : await changes.create({ ...subject });
    await changes.change(gap, {
      status: 'accepted',
      acceptedReason: form.values.acceptedReason.trim(),
      acceptedUntil: form.values.acceptedUntil,
    });
    onClose();
  };
  const send = () => void submit().catch(() => undefined);
  useKeys(t('coverage.gaps'), [{ key: 'Mod+Enter', label: t('coverage.accept.save'), run: send }], {
    inDialog: true,
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Textarea
          label={t('coverage.accept.reason')}
          required
          autosize
          minRows={2}
          maxLength={2000}
          data-autofocus
          {...form.getInputProps('acceptedReason')}
        />
        <TextInput
          type="date"
          label={t('coverage.accept.until')}
          description={t('coverage.accept.until.hint')}
          required
          {...form.getInputProps('acceptedUntil')}
        />
        <FormError error={changes.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={changes.isPending}>
            {t('coverage.accept.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
