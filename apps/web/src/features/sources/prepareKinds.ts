import { SOURCE_KINDS, type SourceKind, type SourceKindInfo } from '@tenken/shared/source-kinds';
import type { Translator } from '../../i18n/createTranslator.js';
import { matchesWords } from '../../keys/matchesWords.js';

export interface KindChoice {
  kind: SourceKind;
  name: string;
  hint: string;
}

export interface KindGroup {
  category: SourceKindInfo['category'];
  title: string;
  kinds: KindChoice[];
}

/** One Alertmanager is one source, whichever ways it sends by: its source shows this way in as well. */
const PART_OF_ALERTMANAGER = 'alertmanager-events';

/** The kinds that match the words, in their groups; groups without any are left out. */
export function prepareKinds(t: Translator, words: string): KindGroup[] {
  const offered = Object.entries(SOURCE_KINDS).filter(([kind]) => kind !== PART_OF_ALERTMANAGER);
  const all = offered.map(([key, info]) => {
    const kind = key as SourceKind;
    return { kind, category: info.category, name: kindName(t, kind), hint: t(`sources.kind.${kind}.hint`) };
  });
  return (['alerts', 'tracker', 'generic'] as const)
    .map((category) => ({
      category,
      title: t(`sources.group.${category}`),
      kinds: all
        .filter((one) => one.category === category)
        .filter(({ kind, name, hint }) => matchesWords(words, `${kind} ${name} ${hint}`)),
    }))
    .filter(({ kinds }) => kinds.length > 0);
}

/** What a kind is called; kinds that an import or sample data made up have a name or nothing but themselves. */
export function kindName(t: Translator, kind: string): string {
  return (
    t.optional(`sources.kind.${kind}`) ??
    (Object.hasOwn(SOURCE_KINDS, kind) ? SOURCE_KINDS[kind as SourceKind].name : kind)
  );
}
