import { Alert, Code, List, Stack, Text, Textarea } from '@mantine/core';
import { checkDatadogTemplate } from '@tenken/shared/datadog-template';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';

/** A person pastes the payload that they have at Datadog and reads what is missing, other, or not used. */
export function DatadogTemplateCheck() {
  const t = useT();
  const [text, setText] = useState('');
  const check = text.trim() === '' ? null : checkDatadogTemplate(text);
  const isWhole = check !== null && check.missing.length + check.different.length === 0;
  return (
    <Stack gap="xs">
      <Textarea
        label={t('sources.datadog.check')}
        description={t('sources.datadog.check.hint')}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {check && (
        <Alert
          role="status"
          color={check.isUsable ? (isWhole ? 'teal' : 'yellow') : 'red'}
          title={t(
            check.isUsable
              ? isWhole
                ? 'sources.datadog.whole'
                : 'sources.datadog.usable'
              : 'sources.datadog.unusable',
          )}
        >
          {check.notJson !== null && <Text size="sm">{check.notJson}</Text>}
          <List size="sm">
            {check.missing.map(({ key, variable, isRequired }) => (
              <List.Item key={key}>
                {t(isRequired ? 'sources.datadog.missing.required' : 'sources.datadog.missing')}{' '}
                <Code>{`"${key}": "${variable}"`}</Code>
              </List.Item>
            ))}
            {check.different.map(({ key, variable, found }) => (
              <List.Item key={key}>
                {t('sources.datadog.different', { key, found })} <Code>{variable}</Code>
              </List.Item>
            ))}
            {check.superfluous.length > 0 && (
              <List.Item>
                {t('sources.datadog.superfluous', { keys: check.superfluous.join(t('ui.listSeparator')) })}
              </List.Item>
            )}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
