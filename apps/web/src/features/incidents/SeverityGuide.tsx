import { Button, Group, Paper, Radio, Stack, Text } from '@mantine/core';
import { Severity } from '@tenken/shared/incidents.contract';
import { useT } from '../../i18n/useT.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import {
  judgeSeverity,
  SEVERITY_QUESTIONS,
  type SeverityAnswers,
  type SeverityQuestion,
} from './judgeSeverity.js';

interface Props {
  answers: SeverityAnswers;
  severity: Severity | null;
  onChange(answers: SeverityAnswers, severity: Severity | null): void;
}

/** Asks up to four plain questions and names the severity that follows, with its reason; it can be chosen directly. */
export function SeverityGuide({ answers, severity, onChange }: Props) {
  const t = useT();
  const judged = judgeSeverity(answers);
  const last = judged.next ?? judged.decidedBy;
  const asked = SEVERITY_QUESTIONS.slice(0, last === null ? 1 : SEVERITY_QUESTIONS.indexOf(last) + 1);
  const answer = (question: SeverityQuestion, value: boolean) => {
    // An earlier answer that changes makes the later ones void.
    const kept = SEVERITY_QUESTIONS.slice(0, SEVERITY_QUESTIONS.indexOf(question));
    const next: SeverityAnswers = {
      ...Object.fromEntries(kept.map((q) => [q, answers[q]])),
      [question]: value,
    };
    onChange(next, judgeSeverity(next).severity);
  };
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        {asked.map((question) => (
          <Stack key={question} gap={6}>
            <Text id={`severity-${question}`}>{t(`incidents.guide.${question}`)}</Text>
            <Text size="sm" c="dimmed">
              {t(`incidents.guide.${question}.help`)}
            </Text>
            <Group gap="xs" role="group" aria-labelledby={`severity-${question}`}>
              {[true, false].map((value) => (
                <Button
                  key={String(value)}
                  size="xs"
                  variant={answers[question] === value ? 'filled' : 'default'}
                  aria-pressed={answers[question] === value}
                  onClick={() => answer(question, value)}
                >
                  {t(value ? 'incidents.guide.yes' : 'incidents.guide.no')}
                </Button>
              ))}
            </Group>
          </Stack>
        ))}
        <Stack gap={4} role="status">
          {judged.severity !== null && (
            <>
              <Group gap="xs">
                <Text fw={700}>{t('incidents.guide.result')}</Text>
                <SeverityBadge severity={judged.severity} />
              </Group>
              <Text size="sm">{t(`incidents.guide.why.${judged.severity}`)}</Text>
            </>
          )}
        </Stack>
        <Radio.Group
          label={t('incidents.guide.direct')}
          description={t('incidents.guide.direct.help')}
          value={severity ?? ''}
          onChange={(value) => onChange(answers, Severity.safeParse(value).data ?? null)}
        >
          <Group mt={6}>
            {Severity.options.map((value) => (
              <Radio key={value} value={value} label={value} />
            ))}
            <Radio value="" label={t('incidents.guide.later')} />
          </Group>
        </Radio.Group>
      </Stack>
    </Paper>
  );
}
