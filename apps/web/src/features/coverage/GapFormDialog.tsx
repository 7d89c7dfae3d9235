import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  Modal,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CoverageGap } from '@tenken/shared/coverage.contract';
import { SIGNALS } from '@tenken/shared/signals';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { isOneOf } from '../../ui/isOneOf.js';
import { ServicePicker } from '../../ui/ServicePicker.js';
import { signalName } from './signalName.js';
import { useChangeGap } from './useChangeGap.js';

/** What the form begins with: nothing, what is known of a new gap, or a gap that is changed. */
export interface GapDraft {
  gap?: CoverageGap;
  serviceId?: string;
  signal?: string;
  incident?: { id: string; title: string };
}

interface Props {
  /** null = closed */
  draft: GapDraft | null;
  services: readonly { id: string; name: string }[];
  incidents: readonly { id: string; title: string }[];
  /** proposed as owners; another name is kept as it is typed */
  people: readonly { id: string; name: string }[];
  onClose(): void;
}

/** Records a gap, or changes its words. */
export function GapFormDialog({ draft, onClose, ...rest }: Props) {
  const t = useT();
  return (
    <Modal
      opened={draft !== null}
      onClose={onClose}
      title={t(draft?.gap ? 'coverage.gap.edit.title' : 'coverage.form.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {draft && <GapForm draft={draft} onClose={onClose} {...rest} />}
    </Modal>
  );
}

function GapForm({
  draft,
  services,
  incidents,
  people,
  onClose,
}: Omit<Props, 'draft'> & { draft: GapDraft }) {
  const t = useT();
  const changes = useChangeGap();
  const { gap } = draft;
  const form = useForm({
    initialValues: {
      serviceId: gap?.serviceId ?? draft.serviceId ?? null,
      signal: gap?.signal ?? draft.signal ?? null,
      incidentId: gap?.incident?.id ?? draft.incident?.id ?? null,
      expected: gap?.expected ?? '',
      owner: gap?.owner ?? '',
      dueOn: gap?.dueOn ?? '',
      withAction: false,
    },
    validate: {
      serviceId: (value) => (value ? null : t('coverage.form.required')),
      signal: (value) => (value ? null : t('coverage.form.required')),
    },
  });
  const submit = async () => {
    if (form.validate().hasErrors) return;
    const { serviceId, signal, incidentId, expected, owner, dueOn, withAction } = form.values;
    const words = { signal: signal!, expected: expected.trim() };
    const person = people.find((one) => one.name === owner.trim());
    if (gap) {
      await changes.change(gap, {
        ...words,
        owner: person ? null : owner.trim() || null,
        ownerId: person?.id ?? null,
        dueOn: dueOn || null,
      });
    } else {
      const service = services.find((one) => one.id === serviceId)?.name ?? '';
      await changes.create({
        serviceId: serviceId!,
        ...words,
        ...(incidentId ? { incidentId } : {}),
        ...(person ? { ownerId: person.id } : owner.trim() ? { owner: owner.trim() } : {}),
        ...(dueOn ? { dueOn } : {}),
        ...(withAction
          ? {
              createActionItem: true,
              actionItemTitle: t('coverage.form.actionTitle', {
                subject: t('coverage.gap.subject', { service, signal: signalName(signal!, t) }),
              }),
            }
          : {}),
      });
    }
    onClose();
  };
  const send = () => void submit().catch(() => undefined);
  useKeys(t('coverage.gaps'), [{ key: 'Mod+Enter', label: t('ui.save'), run: send }], { inDialog: true });
  const known =
    draft.incident && !incidents.some((one) => one.id === draft.incident?.id) ? [draft.incident] : [];
  const signals = [...SIGNALS, ...(gap && !isOneOf(SIGNALS, gap.signal) ? [gap.signal] : [])];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <ServicePicker
          label={t('coverage.form.service')}
          services={services}
          required
          disabled={gap !== undefined}
          value={form.values.serviceId}
          onChange={(id) => form.setFieldValue('serviceId', id)}
          error={form.errors.serviceId as string | undefined}
        />
        <Select
          label={t('coverage.form.signal')}
          description={t('coverage.form.signal.hint')}
          required
          allowDeselect={false}
          data-autofocus
          data={signals.map((signal) => ({ value: signal, label: signalName(signal, t) }))}
          {...form.getInputProps('signal')}
        />
        {!gap && (
          <Select
            label={t('coverage.form.incident')}
            description={t('coverage.form.incident.hint')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('ui.clear') }}
            data={[...known, ...incidents].map((incident) => ({ value: incident.id, label: incident.title }))}
            {...form.getInputProps('incidentId')}
          />
        )}
        <Textarea
          label={t('coverage.form.expected')}
          description={t('coverage.form.expected.hint')}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('expected')}
        />
        <Group grow align="end">
          <Autocomplete
            data={[...new Set(people.map((one) => one.name))]}
            label={t('coverage.form.owner')}
            placeholder={t('coverage.form.owner.hint')}
            maxLength={200}
            {...form.getInputProps('owner')}
          />
          <TextInput type="date" label={t('coverage.form.due')} {...form.getInputProps('dueOn')} />
        </Group>
        {!gap && (
          <Checkbox
            label={t('coverage.form.action')}
            {...form.getInputProps('withAction', { type: 'checkbox' })}
          />
        )}
        <FormError error={changes.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={changes.isPending}>
            {gap ? t('ui.save') : t('coverage.form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
