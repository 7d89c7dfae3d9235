import { Subject } from 'rxjs';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LiveService } from '../live/live.service.js';
import { AlertRuleDiscoveryRepository } from './alert-rule-discovery.repository.js';
import { EpisodeRepository } from './episode.repository.js';
import { EpisodeService } from './episode.service.js';
import { EpisodeEventRepository } from './episode-event.repository.js';
import { EpisodeEventService } from './episode-event.service.js';
import { EpisodeFoldService } from './episode-fold.service.js';
import { EpisodeReferenceRepository } from './episode-reference.repository.js';
import { FoldedEpisodeRepository } from './folded-episode.repository.js';
import { RuleDirectoryService } from './rule-directory.service.js';

/** The write side of episodes for tests without an application, with nothing remembered of rules and services. */
export function newEpisodeServices(): { episodes: EpisodeService; events: EpisodeEventService } {
  const live = { publish: async () => undefined, events: new Subject() } as unknown as LiveService;
  const directory = new RuleDirectoryService(new AlertRuleDiscoveryRepository(), new CatalogService());
  const repository = new EpisodeRepository();
  const events = new EpisodeEventRepository();
  const folding = new EpisodeFoldService(
    events,
    new FoldedEpisodeRepository(),
    repository,
    new EpisodeReferenceRepository(),
    live,
  );
  return {
    episodes: new EpisodeService(repository, directory, folding, live),
    events: new EpisodeEventService(events, repository, folding, directory),
  };
}
