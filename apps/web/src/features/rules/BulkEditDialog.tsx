import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { AlertRuleMetricsRow, PatchAlertRulesBody } from '@tenken/shared/alert-rules.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { ServicePicker } from '../../ui/ServicePicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useChangeRules } from './rules.queries.js';

export type BulkField = 'owner' | 'severity' | 'serviceId' | 'runbookUrl';

export interface BulkEditProps {
  opened: boolean;
  field: BulkField;
  rules: readonly Pick<AlertRuleMetricsRow, 'id' | 'name'>[];
  services: readonly { id: string; name: string }[];
  onClose(): void;
}

/** Beyond so many rules the dialog names those that change before it does it. */
const NAMED_FROM = 50;

/** Sets one field of the chosen rules; empty takes it away. What it replaced can be brought back. */
export function BulkEditDialog(props: BulkEditProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('rules.bulk.title', { field: t(`rules.bulk.field.${props.field}`), n: props.rules.length })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <BulkForm {...props} />}
    </Modal>
  );
}

function BulkForm({ field, rules, services, onClose }: BulkEditProps) {
  const t = useT();
  const undoable = useUndoToast();
  const change = useChangeRules();
  const [value, setValue] = useState('');
  const submit = async () => {
    const given = value.trim() === '' ? null : value.trim();
    const items: PatchAlertRulesBody['items'] = rules.map(({ id }) => ({ id, set: { [field]: given } }));
    const done = await change.mutateAsync(items);
    if (done.changed > 0)
      undoable({
        message: t('rules.bulk.done', { n: done.changed, field: t(`rules.bulk.field.${field}`) }),
        undo: () => change.mutateAsync(done.before),
        redo: () => change.mutateAsync(items),
      });
    onClose();
  };
  const send = () => {
    if (!change.isPending) void submit().catch(() => undefined);
  };
  useKeys(t('rules.bulk'), [{ key: 'Mod+Enter', label: t('ui.save'), run: send }], { inDialog: true });
  const common = {
    label: t(`rules.bulk.field.${field}`),
    value,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
    'data-autofocus': true,
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        {field === 'serviceId' ? (
          <ServicePicker
            label={common.label}
            services={services}
            value={value === '' ? null : value}
            onChange={(id) => setValue(id ?? '')}
          />
        ) : (
          <TextInput
            {...common}
            type={field === 'runbookUrl' ? 'url' : 'text'}
            maxLength={field === 'severity' ? 40 : 2000}
            description={t(
              field === 'owner'
                ? 'rules.edit.owner.hint'
                : field === 'severity'
                  ? 'rules.edit.severity.hint'
                  : 'rules.edit.runbook.hint',
            )}
          />
        )}
        {value.trim() === '' && (
          <Text size="sm" c="dimmed">
            {t('rules.bulk.empty', { n: rules.length })}
          </Text>
        )}
        {rules.length > NAMED_FROM && (
          <Text size="sm" style={{ maxHeight: 120, overflowY: 'auto' }} tabIndex={0}>
            {rules.map((rule) => rule.name).join(t('ui.listSeparator'))}
          </Text>
        )}
        <FormError error={change.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('rules.bulk.save', { n: rules.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
