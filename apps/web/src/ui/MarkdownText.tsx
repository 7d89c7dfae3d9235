import { Anchor, Skeleton, Typography } from '@mantine/core';
import { lazy, Suspense } from 'react';

const Markdown = lazy(() => import('./Markdown.js'));

interface Props {
  children: string;
}

/**
 * Text that people wrote, as Markdown: sanitised, no raw HTML, no remote images (a picture of another host
 * tells it who reads), links with `rel="noopener nofollow"`. The renderer is loaded when first needed.
 */
export function MarkdownText({ children }: Props) {
  return (
    <Typography className="prose">
      <Suspense fallback={<Skeleton height={14} width="70%" />}>
        <Markdown link={MarkdownLink}>{children}</Markdown>
      </Suspense>
    </Typography>
  );
}

function MarkdownLink({ href, children }: React.ComponentProps<'a'>) {
  return (
    <Anchor
      href={href}
      inherit
      underline="always"
      rel="noopener nofollow"
      target={href?.startsWith('#') ? undefined : '_blank'}
    >
      {children}
    </Anchor>
  );
}
