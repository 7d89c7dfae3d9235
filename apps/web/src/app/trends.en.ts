/** The page of trends. */
export const trendsEn = {
  'trends.question': 'Are detection, repair and recurrence really getting better?',
  'trends.findings': 'What the data say',
  'trends.basis': 'What it rests on',
  'trends.keys': 'Trends',
  'trends.key.previous': 'The period before',
  'trends.key.next': 'The period after',
} as const;
