import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/useT.js';
import { EmptyNote } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';

/** An address that names nothing. */
export function NotFoundPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('app.notFound.title')} />
      <EmptyNote
        title={t('app.notFound.hint')}
        action={
          <Button renderRoot={(props: object) => <Link {...props} to="/" />}>{t('app.notFound.home')}</Button>
        }
      />
    </>
  );
}
