import { Text, Title } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconFlag, IconHelp } from '@tabler/icons-react';
import type { ReportFinding } from '@tenken/shared/report-findings.contract';
import classes from './Report.module.css';
import { useReport } from './reportContext.js';

const SIGNS = {
  better: IconArrowDownRight,
  worse: IconArrowUpRight,
  steady: IconEqual,
  attention: IconFlag,
  unknown: IconHelp,
} as const;

/** The three findings: what, how sure, and what it rests on. A sign and a word stand beside each. */
export function ReportFindings({ findings }: { findings: readonly ReportFinding[] }) {
  const { t } = useReport();
  return (
    <section aria-labelledby="report-findings">
      <Title order={2} size="h4" id="report-findings" className={classes.title}>
        {t('report.findings')}
      </Title>
      <ol className={classes.findings}>
        {findings.map((finding) => {
          const Sign = SIGNS[finding.tone];
          return (
            <li key={finding.topic} className={classes.finding}>
              <Text fw={700} component="p" className={classes.findingText}>
                {finding.text[t.language]}
              </Text>
              <Text size="sm" component="p">
                <span className={classes.tone} data-tone={finding.tone}>
                  <Sign size={16} aria-hidden />
                  {t(`report.tone.${finding.tone}`)}
                </span>{' '}
                {finding.sureness[t.language]}
              </Text>
              <Text size="sm" c="dimmed" component="p">
                {finding.basis[t.language]}
              </Text>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
