import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { useUndoRename } from './rules.queries.js';

/** Under which names the rule goes on, or went before; nothing where it was never renamed. */
export function RuleNames({ rule, timeZone }: { rule: AlertRuleResponse; timeZone: string }) {
  const t = useT();
  const mayWrite = useMay('write');
  const undo = useUndoRename(rule.id);
  const [isAsking, setAsking] = useState(false);
  const link = (to: { id: string; name: string }) => (
    <Anchor
      inherit
      renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: to.id }} />}
    >
      {to.name}
    </Anchor>
  );
  if (rule.renamedTo !== null) {
    return (
      <Alert color="blue" icon={<IconArrowForwardUp aria-hidden />} role="note">
        {t.rich('rules.renamedTo', { link: link(rule.renamedTo) })}
      </Alert>
    );
  }
  const [latest] = rule.renamedFrom;
  if (latest === undefined) return null;
  return (
    <Alert color="blue" icon={<IconArrowForwardUp aria-hidden />} role="note">
      <Group justify="space-between" gap="sm">
        <div>
          {rule.renamedFrom.map((former) => (
            <Text size="sm" key={former.id}>
              {t.rich('rules.renamedFrom', {
                link: link(former),
                at: formatInstant(former.at, { language: t.language, timeZone }),
              })}
            </Text>
          ))}
        </div>
        {mayWrite && (
          <Button size="xs" variant="default" loading={undo.isPending} onClick={() => setAsking(true)}>
            {t('rules.renamed.undo')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={isAsking}
        title={t('rules.renamed.undo')}
        confirmLabel={t('rules.renamed.undo.confirm')}
        onClose={() => setAsking(false)}
        onConfirm={() => undo.mutateAsync().then(() => setAsking(false))}
      >
        {t('rules.renamed.undo.text', { name: latest.name })}
      </ConfirmDialog>
    </Alert>
  );
}
