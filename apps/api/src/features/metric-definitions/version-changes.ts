import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import type { DefinitionVersion } from '@tenken/shared/metric-definitions';
import { startOfLocalDay } from '../../clock/local-day.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';

/** The versions that came into force in a range; a version's day begins at midnight of the reader's zone. */
export function versionChanges(
  versions: readonly DefinitionVersion[],
  range: ResolvedRange,
): DefinitionChange[] {
  return versions
    .map((version) => ({ version, at: startOfLocalDay(version.on, range.timeZone) }))
    .filter(({ at }) => at >= range.from && at < range.to)
    .map(({ version: { key, version }, at }) => ({
      at: at.toISOString(),
      kind: 'version',
      key,
      metrics: [key],
      from: version - 1,
      to: version,
      by: null,
    }));
}
