import type { ComponentType } from 'react';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
};

interface Props {
  children: string;
  link: ComponentType<React.ComponentProps<'a'>>;
}

/** Pictures are only those that the product itself serves; of others the alternative text remains. */
function Picture({ src, alt }: React.ComponentProps<'img'>) {
  const own = typeof src === 'string' && src.startsWith('/') && !src.startsWith('//');
  return own ? <img src={src} alt={alt ?? ''} loading="lazy" /> : <span>{alt}</span>;
}

/** What is short (a date, a name, a number) can be kept on one line by the page that shows the table. */
const SHORT = 10;
function Cell({ children, style }: React.ComponentProps<'td'>) {
  const isShort = typeof children === 'string' && children.length <= SHORT;
  return (
    <td style={style} data-short={isShort || undefined}>
      {children}
    </td>
  );
}

/** The part of MarkdownText that is loaded late. */
export default function Markdown({ children, link }: Props) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[[rehypeSanitize, schema]]}
      components={{ a: link, img: Picture, td: Cell }}
      skipHtml
    >
      {children}
    </ReactMarkdown>
  );
}
