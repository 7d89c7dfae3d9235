/** One line of the JSON that a person pastes into a webhook of Datadog. */
export interface DatadogField {
  key: string;
  /** what Datadog replaces */
  variable: string;
  /** without it a message cannot be told from another one */
  isRequired: boolean;
}

const field = (key: string, variable: string, isRequired = false): DatadogField => ({
  key,
  variable,
  isRequired,
});

/** What Tenken reads of a webhook of Datadog, in the order of the template. */
export const DATADOG_FIELDS: readonly DatadogField[] = [
  field('id', '$ID'),
  field('date', '$DATE', true),
  field('monitorId', '$ALERT_ID', true),
  field('cycleKey', '$ALERT_CYCLE_KEY', true),
  field('transition', '$ALERT_TRANSITION', true),
  field('title', '$ALERT_TITLE', true),
  field('type', '$ALERT_TYPE'),
  field('priority', '$ALERT_PRIORITY'),
  field('scope', '$ALERT_SCOPE'),
  field('tags', '$TAGS'),
  field('hostname', '$HOSTNAME'),
  field('metric', '$ALERT_METRIC'),
  field('query', '$ALERT_QUERY'),
  field('status', '$ALERT_STATUS'),
  field('message', '$TEXT_ONLY_MSG'),
  field('link', '$LINK'),
  field('snapshot', '$SNAPSHOT'),
  field('organization', '$ORG_NAME'),
];

/** The JSON to paste. */
export const DATADOG_TEMPLATE = `${JSON.stringify(
  Object.fromEntries(DATADOG_FIELDS.map(({ key, variable }) => [key, variable])),
  null,
  2,
)}\n`;

/** What is wrong with a template that somebody pasted. */
export interface DatadogTemplateCheck {
  /** it is no JSON object at all, in the words of the parser */
  notJson: string | null;
  /** lines that are not there */
  missing: DatadogField[];
  /** lines whose value is not the variable that belongs there */
  different: (DatadogField & { found: string })[];
  /** keys that Tenken does not read */
  superfluous: string[];
  /** nothing that is required is missing or different */
  isUsable: boolean;
}

/** Compares what a person pasted with the template, line by line. Never throws. */
export function checkDatadogTemplate(text: string): DatadogTemplateCheck {
  const read = readObject(text);
  if (typeof read === 'string') {
    return { notJson: read, missing: [], different: [], superfluous: [], isUsable: false };
  }
  const missing = DATADOG_FIELDS.filter(({ key }) => !Object.hasOwn(read, key));
  const different = DATADOG_FIELDS.flatMap((line) => {
    if (!Object.hasOwn(read, line.key)) return [];
    const value = read[line.key];
    const found = typeof value === 'string' ? value.trim() : JSON.stringify(value);
    return found === line.variable ? [] : [{ ...line, found }];
  });
  const keys = new Set(DATADOG_FIELDS.map(({ key }) => key));
  return {
    notJson: null,
    missing,
    different,
    superfluous: Object.keys(read).filter((key) => !keys.has(key)),
    isUsable: ![...missing, ...different].some(({ isRequired }) => isRequired),
  };
}

function readObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    return 'expected a JSON object';
  } catch (error) {
    return (error as Error).message;
  }
}
