import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CoverageGap } from '@tenken/shared/coverage.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { FormError } from '../../ui/FormError.js';
import { foldedFilter } from '../../ui/foldedFilter.js';
import { ruleOptionsQuery } from './coverage.queries.js';
import { useChangeGap } from './useChangeGap.js';

interface Props {
  /** null = closed */
  gap: CoverageGap | null;
  onClose(): void;
}

/** Asks which rule closes a gap; rules of the gap's service come first. */
export function CloseGapDialog({ gap, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={gap !== null}
      onClose={onClose}
      title={t('coverage.close.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {gap && <CloseForm gap={gap} onClose={onClose} />}
    </Modal>
  );
}

function CloseForm({ gap, onClose }: { gap: CoverageGap; onClose(): void }) {
  const t = useT();
  const changes = useChangeGap();
  const rules = useQuery(ruleOptionsQuery);
  const [ruleId, setRuleId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const send = () => {
    if (ruleId === null) return setMissing(true);
    changes
      .change(gap, { status: 'closed', closingAlertRuleId: ruleId })
      .then(onClose)
      .catch(() => undefined);
  };
  useKeys(t('coverage.gaps'), [{ key: 'Mod+Enter', label: t('coverage.close.save'), run: send }], {
    inDialog: true,
  });
  const options = [...(rules.data ?? [])].sort(
    (a, b) => Number(b.serviceId === gap.serviceId) - Number(a.serviceId === gap.serviceId),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Select
          label={t('coverage.close.rule')}
          description={t('coverage.close.rule.hint', { service: gap.serviceName })}
          required
          searchable
          data-autofocus
          data={options.map((rule) => ({
            value: rule.id,
            label: rule.serviceName ? t('ui.aside', { text: rule.name, aside: rule.serviceName }) : rule.name,
          }))}
          filter={foldedFilter}
          nothingFoundMessage={t('coverage.close.none')}
          value={ruleId}
          onChange={(id) => {
            setRuleId(id);
            setMissing(false);
          }}
          error={missing ? t('coverage.form.required') : null}
        />
        <FormError error={changes.error ?? rules.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={changes.isPending}>
            {t('coverage.close.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
