/** Messages of the shape of what a source sends. */
export const sourceDriftEn = {
  'sources.drift.title': 'Shape of what is sent',
  'sources.drift.badge': '{n, plural, one {# change of shape} other {# changes of shape}}',
  'sources.drift.empty': 'Nothing has been looked at yet',
  'sources.drift.empty.hint': 'A few deliveries a minute are looked at as they come in.',
  'sources.drift.learning':
    '{n, plural, one {Learning the shape: # delivery since {since}} other {Learning the shape: # deliveries since {since}}}',
  'sources.drift.learning.hint':
    'After 50 deliveries and a day, fields that are new, missing or of another type are shown here.',
  'sources.drift.endLearning': 'Expect what has come until now',
  'sources.drift.none':
    'No change. {fields, plural, one {# field is} other {# fields are}} known from {n, plural, one {# delivery} other {# deliveries}} that were looked at.',
  'sources.drift.hint':
    'The sender has changed something. If it is as it should be, say so; if not, look at what is read from it.',
  'sources.drift.kind.new': 'New field',
  'sources.drift.kind.missing': 'Missing field',
  'sources.drift.kind.retyped': 'Other type',
  'sources.drift.new':
    'Came first at {since}; {n, plural, one {# time} other {# times}} among those looked at',
  'sources.drift.missing':
    'Was always there; missing since {since}, {n, plural, one {# time} other {# times}} among those looked at; last seen at {last}',
  'sources.drift.retyped': 'Since {since} {after} instead of {before}',
  'sources.drift.example': 'Example: {example}',
  'sources.drift.type.text': 'text',
  'sources.drift.type.number': 'number',
  'sources.drift.type.boolean': 'true or false',
  'sources.drift.type.object': 'object',
  'sources.drift.type.array': 'list',
  'sources.drift.expected': 'Expected',
  'sources.drift.expectedOne': '{path} is expected',
  'sources.drift.expectedAll': 'All {n} are expected',
  'sources.drift.acknowledged': '{n, plural, one {# change is expected} other {# changes are expected}}',
} as const;
