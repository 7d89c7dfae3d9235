import { Group, Stack, Text, Title } from '@mantine/core';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { useT } from '../../i18n/useT.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { CopyButton } from '../../ui/CopyButton.js';
import classes from './SuggestedChange.module.css';
import { type DiffLine, diffText, ruleAfter, suggestRuleChange } from './suggestRuleChange.js';

const TAGS = { same: 'span', removed: 'del', added: 'ins' } as const;
const SIGNS = { same: ' ', removed: '-', added: '+' } as const;
/** Sources whose rules are written as Prometheus writes them. */
const WRITES_YAML = ['alertmanager', 'alertmanager-events', 'prometheus', 'grafana'];

interface Props {
  rule: AlertRuleResponse;
  settings: ReplaySettings;
}

/** What to change in the rule for a setting: as a diff where the rule is Prometheus', else in words. */
export function SuggestedChange({ rule, settings }: Props) {
  const t = useT();
  const { onDelaySeconds, offDelaySeconds, notificationGapSeconds, workingHoursOnly } = settings;
  const isRouting = notificationGapSeconds > 0 || workingHoursOnly;
  const newest = rule.versions[0];
  const isYaml = WRITES_YAML.includes(rule.sourceKind) || newest !== undefined;
  const definitions = newest === undefined ? [] : newest.variants.length > 1 ? newest.variants : [newest];
  const diffs = (definitions.length > 0 ? definitions : [UNKNOWN_DEFINITION]).map((definition) =>
    suggestRuleChange(rule.name, definition, settings),
  );
  const duration = (seconds: number) => formatExactDuration(seconds, t.language);
  const words = [
    onDelaySeconds > 0 ? t('whatIf.change.otherTool.delay', { duration: duration(onDelaySeconds) }) : null,
    offDelaySeconds > 0 ? t('whatIf.change.otherTool.hold', { duration: duration(offDelaySeconds) }) : null,
  ].filter((text) => text !== null);
  if (words.length === 0 && !isRouting) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t('whatIf.change')}>
      <Title order={3} size="h5">
        {t('whatIf.change')}
      </Title>
      {words.length > 0 && !isYaml && (
        <Text size="sm">{t('whatIf.change.otherTool', { changes: words.join(t('ui.listSeparator')) })}</Text>
      )}
      {words.length > 0 && isYaml && (
        <>
          <Text size="sm" c="dimmed">
            {t('whatIf.change.added')}
            {diffs.length > 1 && ` ${t('whatIf.change.variants', { n: diffs.length })}`}
          </Text>
          {diffs.map((lines) => (
            <Diff key={diffText(lines)} lines={lines} />
          ))}
        </>
      )}
      {isRouting && (
        <Text size="sm" c="dimmed">
          {t('whatIf.change.routing')}
        </Text>
      )}
    </Stack>
  );
}

const UNKNOWN_DEFINITION = {
  expression: null,
  forSeconds: null,
  keepFiringForSeconds: null,
  labels: {},
  annotations: {},
};

function Diff({ lines }: { lines: readonly DiffLine[] }) {
  const t = useT();
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={t('whatIf.change.label')} tabIndex={0} className={classes.scroll}>
        <pre className={classes.code} dir="ltr">
          {lines.map(({ kind, text }) => {
            const Line = TAGS[kind];
            return (
              <Line key={`${kind}${text}`} className={classes.line} data-kind={kind}>
                {SIGNS[kind]}
                {text}
                {'\n'}
              </Line>
            );
          })}
        </pre>
      </section>
      <Group gap="xs" mt={6} data-print="hidden">
        <CopyButton value={diffText(lines)} label={t('whatIf.change.copyDiff')} />
        <CopyButton value={ruleAfter(lines)} label={t('whatIf.change.copyRule')} />
      </Group>
    </div>
  );
}
