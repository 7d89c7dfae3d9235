import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { errorMessage } from '../../ui/errorMessage.js';
import type { OutboxState } from './roomOutbox.js';

interface Props {
  /** verdicts that are not sent yet */
  verdicts: number;
  isOffline: boolean;
  outbox: OutboxState;
  onTry(): void;
  onRetry(id: string): void;
  onDiscard(id: string): void;
}

/** While the server cannot be reached: what is kept here and sent later. And what it refused when it was sent. */
export function ConnectionBanner({ verdicts, isOffline, outbox, onTry, onRetry, onDiscard }: Props) {
  const t = useT();
  const { waiting, refused } = outbox;
  return (
    <>
      {isOffline && (
        <Alert color="yellow" role="status" mb="sm" title={t('reviews.offline')}>
          <Group justify="space-between" align="start">
            <div>
              {verdicts > 0 && <Text size="sm">{t('reviews.offline.hint', { n: verdicts })}</Text>}
              {waiting.length > 0 && (
                <>
                  <Text size="sm">{t('reviews.offline.kept', { n: waiting.length })}</Text>
                  <List size="sm">
                    {waiting.slice(-5).map(({ id, write }) => (
                      <List.Item key={id}>{write.label}</List.Item>
                    ))}
                  </List>
                </>
              )}
              {verdicts + waiting.length === 0 && <Text size="sm">{t('reviews.offline.nothing')}</Text>}
            </div>
            <Button size="xs" variant="default" onClick={onTry}>
              {t('reviews.offline.retry')}
            </Button>
          </Group>
        </Alert>
      )}
      {refused.length > 0 && (
        <Alert color="red" mb="sm" title={t('reviews.refused', { n: refused.length })}>
          {refused.map(({ kept, error }) => (
            <Group key={kept.id} gap="xs" justify="space-between">
              <Text size="sm">
                {kept.write.label}
                {t('ui.listSeparator')}
                {errorMessage(error, t)}
              </Text>
              <Group gap={4}>
                <Button size="compact-sm" variant="default" onClick={() => onRetry(kept.id)}>
                  {t('ui.retry')}
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => onDiscard(kept.id)}>
                  {t('reviews.verdict.dismiss')}
                </Button>
              </Group>
            </Group>
          ))}
        </Alert>
      )}
    </>
  );
}
