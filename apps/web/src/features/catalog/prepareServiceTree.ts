import type { Service } from '@tenken/shared/services.contract';

export interface ServiceNode {
  service: Service;
  /** 0 for a service that stands by itself, 1 for its components, … */
  depth: number;
}

/**
 * Services in the order of a tree: each followed by its components, siblings by name in the reader's language.
 * One whose parent is not in the list (archived, filtered out) stands by itself. A circle cannot be stored, but
 * its members would be listed all the same.
 */
export function prepareServiceTree(services: readonly Service[], language: string): ServiceNode[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const known = new Set(services.map((service) => service.id));
  const children = new Map<string | null, Service[]>();
  for (const service of services) {
    const parent = service.parentId !== null && known.has(service.parentId) ? service.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), service]);
  }
  const nodes: ServiceNode[] = [];
  const seen = new Set<string>();
  const visit = (siblings: readonly Service[], depth: number) => {
    for (const service of [...siblings].sort((a, b) => collator.compare(a.name, b.name))) {
      if (seen.has(service.id)) continue;
      seen.add(service.id);
      nodes.push({ service, depth });
      visit(children.get(service.id) ?? [], depth + 1);
    }
  };
  visit(children.get(null) ?? [], 0);
  visit(
    services.filter((service) => !seen.has(service.id)),
    0,
  );
  return nodes;
}

/** Ids of a service and everything below it: none of them can be its parent. */
export function descendantsOf(id: string, services: readonly Service[]): Set<string> {
  const found = new Set([id]);
  let grew = true;
  while (grew) {
    const before = found.size;
    for (const service of services) {
      if (service.parentId !== null && found.has(service.parentId)) found.add(service.id);
    }
    grew = found.size > before;
  }
  return found;
}

/** Those whose name, key, alias or team holds the text (without case and width), with everything above them. */
export function filterServices(services: readonly Service[], text: string): Service[] {
  const wanted = fold(text);
  if (wanted === '') return [...services];
  const byId = new Map(services.map((service) => [service.id, service]));
  const kept = new Set<string>();
  for (const service of services) {
    const words = [service.name, service.key, service.teamName ?? '', ...service.aliases];
    if (!words.some((word) => fold(word).includes(wanted))) continue;
    let current: Service | undefined = service;
    while (current && !kept.has(current.id)) {
      kept.add(current.id);
      current = current.parentId === null ? undefined : byId.get(current.parentId);
    }
  }
  return services.filter((service) => kept.has(service.id));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
