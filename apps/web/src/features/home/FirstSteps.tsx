import { Button, Paper, Text, Title } from '@mantine/core';
import { IconDatabaseImport, IconPlugConnected, IconTestPipe } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import classes from './Home.module.css';
import { loadSampleData } from './home.queries.js';

/** Three ways to the first figure, for an installation that holds nothing yet. */
export function FirstSteps() {
  const t = useT();
  const isAdmin = useMay('admin');
  const queryClient = useQueryClient();
  const sample = useMutation({
    mutationFn: loadSampleData,
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <section aria-labelledby="first-steps">
      <Title order={2} size="h3" id="first-steps" mb={4}>
        {t('home.first.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('home.first.hint')}
      </Text>
      <ol className={classes.steps}>
        <li>
          <Step
            icon={<IconPlugConnected size={24} stroke={1.5} aria-hidden />}
            title={t('home.first.connect')}
            text={t('home.first.connect.text')}
            action={
              <Button
                renderRoot={(props: object) => (
                  <Link {...props} to="/data/{-$tab}" params={{ tab: 'sources' }} search={{ add: true }} />
                )}
              >
                {t('home.first.connect.do')}
              </Button>
            }
          />
        </li>
        <li>
          <Step
            icon={<IconDatabaseImport size={24} stroke={1.5} aria-hidden />}
            title={t('home.first.import')}
            text={t('home.first.import.text')}
            action={
              <Button
                variant="default"
                renderRoot={(props: object) => (
                  <Link {...props} to="/data/{-$tab}" params={{ tab: 'imports' }} />
                )}
              >
                {t('home.first.import.do')}
              </Button>
            }
          />
        </li>
        <li>
          <Step
            icon={<IconTestPipe size={24} stroke={1.5} aria-hidden />}
            title={t('home.first.sample')}
            text={t('home.first.sample.text')}
            action={
              isAdmin ? (
                <Button variant="default" loading={sample.isPending} onClick={() => sample.mutate()}>
                  {t('home.first.sample.do')}
                </Button>
              ) : (
                <Text size="sm" c="dimmed">
                  {t('home.first.sample.mayNot')}
                </Text>
              )
            }
          />
        </li>
      </ol>
      <FormError error={sample.error} />
    </section>
  );
}

interface StepProps {
  icon: React.ReactNode;
  title: string;
  text: string;
  action: React.ReactNode;
}

function Step({ icon, title, text, action }: StepProps) {
  return (
    <Paper withBorder p="md" className={classes.step}>
      {icon}
      <Title order={3} size="h5" mt={6} mb={4}>
        {title}
      </Title>
      <Text size="sm" mb="md" style={{ flexGrow: 1 }}>
        {text}
      </Text>
      <div>{action}</div>
    </Paper>
  );
}
