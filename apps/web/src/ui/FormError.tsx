import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiError } from '../api/http.js';
import { useT } from '../i18n/useT.js';
import { errorMessage } from './errorMessage.js';

/** Why a form was not saved: the sentence, the bad fields, the request id. Nothing when `error` is null. */
export function FormError({ error }: { error: unknown }) {
  const t = useT();
  if (error === null || error === undefined) return null;
  const fields = error instanceof ApiError ? error.errors : [];
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={errorMessage(error, t)} role="alert">
      {fields.length > 0 && (
        <List size="sm">
          {fields.map((field) => (
            <List.Item key={`${field.path} ${field.message}`}>
              {field.path === '' ? field.message : `${field.path}: ${field.message}`}
            </List.Item>
          ))}
        </List>
      )}
      {requestId && (
        <Text size="xs" mt={4}>
          {t('ui.requestId', { id: requestId })}
        </Text>
      )}
    </Alert>
  );
}
