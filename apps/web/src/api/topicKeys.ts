/**
 * First parts of the query keys that an event of this topic makes stale, besides the topic itself: figures and lists
 * are made of several nouns, and a page's key is sometimes shorter than the noun.
 */
const MORE: Record<string, readonly string[]> = {
  'action-items': ['actions', 'home', 'metrics', 'incidents', 'reviews'],
  'alert-rules': ['rules', 'coverage', 'metrics'],
  'coverage-gaps': ['coverage', 'home', 'reviews'],
  decisions: ['reviews', 'home', 'alert-rules', 'rules'],
  deliveries: ['sources', 'home'],
  episodes: ['alert-rules', 'rules', 'metrics', 'coverage'],
  'import-jobs': ['imports'],
  incidents: ['metrics', 'home', 'coverage', 'detection'],
  recurrences: ['incidents', 'metrics'],
  reviews: ['home'],
  sources: ['home', 'deliveries', 'connectors'],
  verdicts: ['reviews', 'alert-rules', 'rules', 'episodes', 'metrics'],
};

export function topicKeys(topic: string): readonly string[] {
  return [topic, ...(MORE[topic] ?? [])];
}
