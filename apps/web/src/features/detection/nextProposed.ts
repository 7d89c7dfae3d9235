import type { EpisodeCandidate } from '@tenken/shared/detection.contract';

/** The next alert after `id` that nobody has spoken of, from the top again at the end; null when there is none. */
export function nextProposed(
  items: readonly Pick<EpisodeCandidate, 'episodeId' | 'status'>[],
  id: string | null,
): string | null {
  const at = items.findIndex(({ episodeId }) => episodeId === id);
  const inOrder = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return (
    inOrder.find(({ episodeId, status }) => status === 'suggested' && episodeId !== id)?.episodeId ?? null
  );
}
