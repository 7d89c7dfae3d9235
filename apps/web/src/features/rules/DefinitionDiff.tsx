import type { AlertRuleVersion } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import { definitionLines } from './definitionLines.js';
import { diffLines } from './diffLines.js';
import classes from './RuleDefinition.module.css';

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;
const TAGS = { same: 'span', removed: 'del', added: 'ins' } as const;

/** What changed from one version of a definition to the next, line by line; nothing where nothing did. */
export function DefinitionDiff({ before, after }: { before: AlertRuleVersion; after: AlertRuleVersion }) {
  const t = useT();
  const lines = diffLines(definitionLines(before, t.language), definitionLines(after, t.language));
  if (lines.every(({ kind }) => kind === 'same')) return null;
  return (
    <section aria-label={t('rules.definition.diff', { n: before.version, m: after.version })}>
      <pre className={classes.code} dir="ltr">
        {lines.map(({ id, kind, text }) => {
          const Line = TAGS[kind];
          return (
            <Line key={id} className={classes.line} data-kind={kind}>
              {SIGNS[kind]} {text}
              {'\n'}
            </Line>
          );
        })}
      </pre>
    </section>
  );
}
