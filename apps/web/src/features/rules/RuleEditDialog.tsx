import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { AlertRuleResponse, PatchAlertRuleBody } from '@tenken/shared/alert-rules.contract';
import { SIGNALS } from '@tenken/shared/signals';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { isOneOf } from '../../ui/isOneOf.js';
import { ServicePicker } from '../../ui/ServicePicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useChangeRule } from './rules.queries.js';

export interface RuleEditDialogProps {
  rule: AlertRuleResponse;
  services: readonly { id: string; name: string }[];
  opened: boolean;
  onClose(): void;
}

const GUESS = '';

/** Corrects owner, runbook, service, severity and signal; what is not changed is not sent. */
export function RuleEditDialog({ rule, services, opened, onClose }: RuleEditDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('rules.edit.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {opened && <EditForm rule={rule} services={services} onClose={onClose} />}
    </Modal>
  );
}

function EditForm({ rule, services, onClose }: Omit<RuleEditDialogProps, 'opened'>) {
  const t = useT();
  const undoable = useUndoToast();
  const change = useChangeRule(rule.id);
  const before = valuesOf(rule);
  const form = useForm({ initialValues: before });
  const submit = async () => {
    const patch = patchOf(before, form.values);
    if (Object.keys(patch).length === 0) return onClose();
    await change.mutateAsync(patch);
    const back = patchOf(form.values, before);
    undoable({
      message: t('rules.edit.done', { name: rule.name }),
      undo: () => change.mutateAsync(back),
      redo: () => change.mutateAsync(patch),
    });
    onClose();
  };
  const send = () => void submit().catch(() => undefined);
  useKeys(t('rules.edit'), [{ key: 'Mod+Enter', label: t('ui.save'), run: send }], { inDialog: true });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <TextInput
          label={t('rules.about.owner')}
          description={t('rules.edit.owner.hint')}
          data-autofocus
          maxLength={200}
          {...form.getInputProps('owner')}
        />
        <TextInput
          label={t('rules.about.runbook')}
          description={t('rules.edit.runbook.hint')}
          type="url"
          {...form.getInputProps('runbookUrl')}
        />
        <ServicePicker
          label={t('rules.about.service')}
          services={services}
          value={form.values.serviceId}
          onChange={(id) => form.setFieldValue('serviceId', id)}
        />
        <TextInput
          label={t('rules.about.severity')}
          description={t('rules.edit.severity.hint')}
          maxLength={40}
          {...form.getInputProps('severity')}
        />
        <Select
          label={t('rules.about.signal')}
          description={t('rules.edit.signal.hint')}
          allowDeselect={false}
          data={[
            { value: GUESS, label: t('rules.edit.signal.guess') },
            ...SIGNALS.map((signal) => ({
              value: signal,
              label: t.optional(`coverage.signal.${signal}`) ?? signal,
            })),
            ...(isOwnSignal(before.signal) ? [{ value: before.signal, label: before.signal }] : []),
          ]}
          {...form.getInputProps('signal')}
        />
        <FormError error={change.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('ui.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Values {
  owner: string;
  runbookUrl: string;
  serviceId: string | null;
  severity: string;
  signal: string;
}

function valuesOf(rule: AlertRuleResponse): Values {
  return {
    owner: rule.owner ?? '',
    runbookUrl: rule.runbookUrl ?? '',
    serviceId: rule.serviceId,
    severity: rule.severity ?? '',
    signal: rule.signalOrigin === 'human' && rule.signal ? rule.signal : GUESS,
  };
}

function patchOf(before: Values, after: Values): PatchAlertRuleBody {
  const changed = Object.entries(after).filter(([key, value]) => value !== before[key as keyof Values]);
  return Object.fromEntries(
    changed.map(([key, value]) => [key, value === null || value.trim() === '' ? null : value.trim()]),
  );
}

function isOwnSignal(signal: string): boolean {
  return signal !== GUESS && !isOneOf(SIGNALS, signal);
}
