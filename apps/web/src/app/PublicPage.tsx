import { Button, Container, Group, Paper, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useLanguage } from '../i18n/useT.js';

/** The frame of pages for people who are not signed in. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }) {
  const { t, language, setLanguage } = useLanguage();
  const other = language === 'en' ? 'ja' : 'en';
  useEffect(() => {
    document.title = `${title} · Tenken`;
  }, [title]);
  return (
    <Container size={440} py={64} component="main">
      <Paper withBorder p="lg">
        <Group justify="space-between" mb="md">
          <Title order={1} size="h3">
            {title}
          </Title>
          <Button
            variant="subtle"
            size="compact-sm"
            lang={other}
            aria-label={t('app.language.switch')}
            onClick={() => void setLanguage(other)}
          >
            {t(`app.language.${other}`)}
          </Button>
        </Group>
        {children}
      </Paper>
    </Container>
  );
}
