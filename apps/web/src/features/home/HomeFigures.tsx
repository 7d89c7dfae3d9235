import type { DefinitionKey } from '@tenken/shared/metric-definition-titles-en';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import classes from './Home.module.css';

export interface HomeFigure {
  label: string;
  value: number;
  target: RowsTarget;
  definitionKey?: DefinitionKey;
}

/** A line of counts; each leads to its rows. */
export function HomeFigures({ figures }: { figures: readonly HomeFigure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, target, definitionKey }) => (
        <div key={label} className={classes.figure}>
          <dt>
            {label}
            {definitionKey && <DefinitionButton definitionKey={definitionKey} />}
          </dt>
          <dd>
            <RowsLink target={target}>{value}</RowsLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}
