import type { InstantField, Provenance } from '@tenken/shared/incidents.contract';

type Instants = { [Field in InstantField]?: string | null };

/**
 * Sources that fill one instant with another when nobody said better, from their own documentation: detected with
 * declared or created, started with detected or created. Identical to the millisecond is then no measurement.
 * Names are compared by letters and figures alone: `incident.io`, `Incident IO` and `incident-io` are one.
 * Status pages are not here: their first post is a real instant, only a late one.
 */
const DEFAULTS: Readonly<Record<string, readonly (readonly [filled: InstantField, from: InstantField])[]>> = {
  datadog: [
    ['detectedAt', 'declaredAt'],
    ['startedAt', 'detectedAt'],
  ],
  firehydrant: [
    ['startedAt', 'declaredAt'],
    ['detectedAt', 'startedAt'],
    ['detectedAt', 'declaredAt'],
  ],
  rootly: [
    ['startedAt', 'declaredAt'],
    ['detectedAt', 'startedAt'],
  ],
  incidentio: [
    ['detectedAt', 'declaredAt'],
    ['startedAt', 'declaredAt'],
  ],
  pagerduty: [
    ['startedAt', 'detectedAt'],
    ['startedAt', 'declaredAt'],
    ['detectedAt', 'declaredAt'],
  ],
  opsgenie: [
    ['startedAt', 'detectedAt'],
    ['detectedAt', 'declaredAt'],
  ],
};

/**
 * Where each imported instant came from: what the record itself says, else `defaulted` where its source is known to
 * fill that instant with another one and the two are identical, else `imported`.
 */
export function flagDefaultedInstants(
  source: string,
  instants: Instants,
  said: { [Field in InstantField]?: Provenance } = {},
): { [Field in InstantField]?: Provenance } {
  const rules = DEFAULTS[source.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? [];
  const flagged = Object.entries(instants)
    .filter(([, at]) => at !== null && at !== undefined)
    .map(([name, at]): [InstantField, Provenance] => {
      const field = name as InstantField;
      const filled = rules.some(([to, from]) => to === field && sameInstant(at, instants[from]));
      return [field, said[field] ?? (filled ? 'defaulted' : 'imported')];
    });
  return Object.fromEntries(flagged);
}

function sameInstant(a: string | null | undefined, b: string | null | undefined): boolean {
  return Boolean(a) && Boolean(b) && Date.parse(a!) === Date.parse(b!);
}
