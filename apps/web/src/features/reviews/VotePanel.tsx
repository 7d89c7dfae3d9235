import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { VERDICT_KEYS, VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';

interface Props {
  votes: RuleAgendaItem['votes'];
  /** in the meeting; ahead of it nobody sees another's vote */
  mayReveal: boolean;
  /** how many take part */
  people: number;
  mayWrite: boolean;
  /** votes are still taken; otherwise only those given before the meeting are there to be revealed */
  isVoting: boolean;
  onVote(verdict: Verdict | null): void;
  onReveal(revealed: boolean): void;
}

/** What everyone thinks of a rule before it is talked about; nobody sees another's vote until all are revealed. */
export function VotePanel({ votes, people, mayWrite, mayReveal, isVoting, onVote, onReveal }: Props) {
  const t = useT();
  if (votes.isRevealed)
    return <RevealedVotes votes={votes} mayWrite={mayWrite} onHide={() => onReveal(false)} />;
  const voted = votes.voters.length;
  const isShort = voted < people;
  return (
    <section aria-label={t('reviews.vote.title')}>
      <Stack gap={6}>
        <Text size="sm" fw={700}>
          {t('reviews.vote.title')}
        </Text>
        {mayWrite && isVoting && (
          <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
            {VERDICTS.map((verdict) => (
              <Button
                key={verdict}
                size="sm"
                px={6}
                variant="default"
                bg="var(--mantine-color-body)"
                justify="space-between"
                aria-pressed={votes.mine === verdict}
                styles={{ root: votes.mine === verdict ? { outline: '2px dashed currentColor' } : {} }}
                rightSection={<KeyCaps combo={VERDICT_KEYS[verdict]} />}
                onClick={() => onVote(verdict)}
              >
                <VerdictBadge verdict={verdict} />
              </Button>
            ))}
          </SimpleGrid>
        )}
        <Text size="sm" c="dimmed" role="status">
          {mayReveal
            ? t('reviews.vote.count', { voted, people: Math.max(people, voted) })
            : t('reviews.vote.ahead', { n: voted })}
          {voted > 0 &&
            `${t('ui.listSeparator')}${votes.voters.map(({ name }) => name).join(t('ui.listSeparator'))}`}
        </Text>
        {mayWrite && (
          <Group gap="xs">
            {mayReveal && (
              <Button
                size="sm"
                variant={isShort ? 'default' : 'filled'}
                // A sentence: on two lines where the panel is narrow.
                h="auto"
                py={6}
                styles={{ label: { whiteSpace: 'normal' } }}
                rightSection={isVoting && <KeyCaps combo="Enter" />}
                onClick={(event) => {
                  leaveToStep(event.currentTarget);
                  onReveal(true);
                }}
              >
                {t(isShort ? 'reviews.vote.revealAnyway' : 'reviews.vote.reveal')}
              </Button>
            )}
            {isVoting && votes.mine !== null && (
              <Button
                size="sm"
                variant="subtle"
                rightSection={<KeyCaps combo="0" />}
                onClick={() => onVote(null)}
              >
                {t('reviews.vote.clear')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </section>
  );
}

/** The button goes as soon as it is pressed: the focus goes to the step that it stands in, and Tab leads on from there. */
function leaveToStep(button: HTMLElement): void {
  button.closest<HTMLElement>('section[tabindex="-1"]')?.focus({ preventScroll: true });
}

interface RevealedProps {
  votes: RuleAgendaItem['votes'];
  mayWrite: boolean;
  onHide(): void;
}

function RevealedVotes({ votes, mayWrite, onHide }: RevealedProps) {
  const t = useT();
  if (votes.all.length === 0) return null;
  const given = VERDICTS.filter((verdict) => votes.all.some((vote) => vote.verdict === verdict));
  return (
    <section aria-label={t('reviews.vote.revealed')}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={700}>
          {t(given.length === 1 ? 'reviews.vote.agree' : 'reviews.vote.revealed')}
        </Text>
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={(event) => {
              leaveToStep(event.currentTarget);
              onHide();
            }}
          >
            {t('reviews.vote.hide')}
          </Button>
        )}
      </Group>
      {given.map((verdict) => {
        const names = votes.all.filter((vote) => vote.verdict === verdict).map(({ person }) => person.name);
        return (
          <Group key={verdict} gap={8} align="start">
            <VerdictBadge verdict={verdict} />
            <Text size="sm">
              <strong>{names.length}</strong>{' '}
              <Text component="span" size="sm" c="dimmed">
                {names.join(t('ui.listSeparator'))}
              </Text>
            </Text>
          </Group>
        );
      })}
    </section>
  );
}
