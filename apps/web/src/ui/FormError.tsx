import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiError } from '../api/http.js';
import { useT } from '../i18n/useT.js';
import { errorMessage } from './errorMessage.js';

/** Codes that only say that some field is wrong; which one is in `errors`. */
const GENERAL = new Set(['invalid_request', 'invalid_field', 'invalid_record']);

/** Why a form was not saved: the sentence, the bad fields, the request id. Nothing when `error` is null. */
export function FormError({ error }: { error: unknown }) {
  const t = useT();
  if (error === null || error === undefined) return null;
  // Where the catalogue has a sentence for just this mistake, the server's own words (English) add nothing.
  const said = error instanceof ApiError && !GENERAL.has(error.code) && t.optional(`error.${error.code}`);
  const fields = error instanceof ApiError && !said ? error.errors : [];
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
