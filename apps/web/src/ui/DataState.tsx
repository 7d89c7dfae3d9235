import { Alert, Box, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/http.js';
import { useT } from '../i18n/useT.js';
import { errorMessage } from './errorMessage.js';

/** The part of a query's result that matters here; every `useQuery` result has it. */
export interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  isFetching?: boolean;
  refetch(): unknown;
}

export interface NoteText {
  title: string;
  hint?: ReactNode;
  /** A button or link: what to do about it. */
  action?: ReactNode;
}

interface Props<Data> {
  query: QueryLike<Data>;
  /** True zero: everything is there, and there is nothing. */
  isEmpty?(data: Data): boolean;
  /** What an empty answer means here. Name the filter that removed the rows, if one did. */
  empty?: NoteText;
  /** A note while too little has come in to judge; null when there is enough. */
  gathering?(data: Data): NoteText | null;
  /** What is missing from an answer that came in part; null when it is whole. */
  partial?(data: Data): ReactNode;
  /** The shape that loads: `table` (default), `figures`, `text`, or a node of the right height. */
  skeleton?: 'table' | 'figures' | 'text' | ReactNode;
  children(data: Data): ReactNode;
}

/**
 * One of the five states of anything that is loaded: loading, empty, still gathering, unavailable (with
 * retry and request id), or there, perhaps in part. A failed refresh keeps the old data and says so.
 */
export function DataState<Data>(props: Props<Data>) {
  const { query, isEmpty, empty, gathering, partial, skeleton = 'table', children } = props;
  const t = useT();
  if (query.data === undefined) {
    if (query.error) return <Unavailable error={query.error} onRetry={() => void query.refetch()} />;
    return <Loading shape={skeleton} />;
  }
  const { data } = query;
  if (isEmpty?.(data)) return <EmptyNote {...(empty ?? { title: t('ui.state.empty') })} />;
  const waiting = gathering?.(data) ?? null;
  const missing = partial?.(data) ?? null;
  return (
    <>
      {query.error ? <Unavailable error={query.error} onRetry={() => void query.refetch()} stale /> : null}
      {missing !== null && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('ui.state.partial')}
          role="status"
          mb="sm"
        >
          {missing}
        </Alert>
      )}
      {waiting ? <GatheringNote {...waiting} /> : children(data)}
    </>
  );
}

function Loading({ shape }: { shape: Props<never>['skeleton'] }) {
  const t = useT();
  const bars =
    shape === 'table' ? (
      <Stack gap={6}>
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={row === 0 ? 24 : 32} />
        ))}
      </Stack>
    ) : shape === 'figures' ? (
      <Group grow>
        {[0, 1, 2].map((tile) => (
          <Skeleton key={tile} height={104} />
        ))}
      </Group>
    ) : shape === 'text' ? (
      <Stack gap={8}>
        <Skeleton height={14} width="80%" />
        <Skeleton height={14} width="65%" />
      </Stack>
    ) : (
      shape
    );
  return (
    <Box role="status" aria-busy="true" aria-label={t('ui.state.loading')}>
      {bars}
    </Box>
  );
}

/** True zero: good news or nothing yet, in words, and what to do next. */
export function EmptyNote({ title, hint, action }: NoteText) {
  return (
    <Note
      icon={<IconCircleCheck size={28} stroke={1.5} aria-hidden />}
      title={title}
      hint={hint}
      action={action}
    />
  );
}

/** Too little has come in to judge. */
export function GatheringNote({ title, hint, action }: NoteText) {
  return (
    <Note
      icon={<IconHourglass size={28} stroke={1.5} aria-hidden />}
      title={title}
      hint={hint}
      action={action}
    />
  );
}

function Note({ icon, title, hint, action }: NoteText & { icon: ReactNode }) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center" role="status">
      <Text c="dimmed" component="span" lh={1}>
        {icon}
      </Text>
      <Text fw={700}>{title}</Text>
      {hint && (
        <Text size="sm" c="dimmed" maw={560} component="div">
          {hint}
        </Text>
      )}
      {action && <Box mt={6}>{action}</Box>}
    </Stack>
  );
}

interface UnavailableProps {
  error: unknown;
  onRetry?(): void;
  /** Older data is still shown below. */
  stale?: boolean;
}

/** It could not be loaded: why, the request id, and another try. */
export function Unavailable({ error, onRetry, stale = false }: UnavailableProps) {
  const t = useT();
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Alert
      color="red"
      role="alert"
      mb={stale ? 'sm' : 0}
      icon={<IconPlugConnectedX aria-hidden />}
      title={
        <Title order={3} size="h6">
          {t(stale ? 'ui.state.stale' : 'ui.state.unavailable')}
        </Title>
      }
    >
      <Text size="sm">{errorMessage(error, t)}</Text>
      {requestId && <Text size="xs">{t('ui.requestId', { id: requestId })}</Text>}
      {onRetry && (
        <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
    </Alert>
  );
}
