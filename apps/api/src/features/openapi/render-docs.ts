import type { JsonSchema, OpenApiDocument, Operation } from './describe-routes.js';

const WORDS = {
  en: {
    title: 'Tenken API',
    intro: 'Every address of this server, made from the schemas that check it.',
    machine: 'The same for machines (OpenAPI 3.1)',
    permission: 'Permission',
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Answers',
    required: 'required',
    other: '日本語',
  },
  ja: {
    title: 'Tenken API',
    intro: 'このサーバーのすべてのエンドポイントです。実際の検証に使うスキーマから生成しています。',
    machine: '機械可読版 (OpenAPI 3.1)',
    permission: '権限',
    parameters: 'パラメーター',
    body: 'リクエスト本文',
    answers: '応答',
    required: '必須',
    other: 'English',
  },
} as const;

const STYLE = `
  :root { color-scheme: light dark; font-family: 'Noto Sans JP', system-ui, sans-serif; line-height: 1.5; }
  html { background: light-dark(#fff, #1f1f1f); color: light-dark(#111, #e5e5e5); }
  body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
  a { color: light-dark(#1864ab, #7cc0ff); }
  h2 { margin-top: 2rem; border-bottom: 1px solid; }
  summary { cursor: pointer; padding: 0.35rem 0; overflow-wrap: anywhere; }
  code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
  pre { overflow-x: auto; padding: 0.75rem; border: 1px solid; border-radius: 4px; }
  details > div { padding: 0 0 1rem 1.25rem; }
  .method { display: inline-block; min-width: 4rem; font-weight: 700; }
  nav ul { columns: 12rem; padding-left: 1.25rem; }`;

/** The API's page for people: plain HTML without a script, so that the strict content policy holds. */
export function renderDocs(document: OpenApiDocument, language: 'en' | 'ja'): string {
  const words = WORDS[language];
  const byTag = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags[0] ?? '';
      byTag.set(tag, [...(byTag.get(tag) ?? []), renderOperation(method, path, operation, words)]);
    }
  }
  const tags = [...byTag.keys()].sort();
  const other = language === 'en' ? 'ja' : 'en';
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title><style>${STYLE}</style></head>
<body>
<header><h1>${words.title}</h1>
<p>${words.intro} <a href="/api/openapi.json">${words.machine}</a> · <a href="?lang=${other}" lang="${other}">${words.other}</a></p>
<p lang="en">${inlineCode(document.info.description)}</p></header>
<nav><ul>${tags.map((tag) => `<li><a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`).join('')}</ul></nav>
<main>${tags.map((tag) => `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${byTag.get(tag)!.join('')}`).join('\n')}</main>
</body></html>`;
}

type Words = (typeof WORDS)['en' | 'ja'];

function renderOperation(method: string, path: string, operation: Operation, words: Words): string {
  const parameters = operation.parameters.map(
    (parameter) =>
      `<li><code>${escapeHtml(parameter.name)}</code> (${parameter.in}${parameter.required ? `, ${words.required}` : ''})
       <code>${escapeHtml(JSON.stringify(parameter.schema))}</code></li>`,
  );
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const answers = Object.entries(operation.responses).map(
    ([status, answer]) =>
      `<li><code>${status}</code> <span lang="en">${escapeHtml(answer.description)}</span>${schemaBlock(
        status.startsWith('2') ? Object.values(answer.content ?? {})[0]?.schema : undefined,
      )}</li>`,
  );
  return `<details><summary><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></summary><div>
<p lang="en">${escapeHtml(operation.summary)}</p>
<p>${words.permission}: <code>${escapeHtml(operation['x-permission'] ?? '-')}</code></p>
${parameters.length > 0 ? `<h3>${words.parameters}</h3><ul>${parameters.join('')}</ul>` : ''}
${body ? `<h3>${words.body}</h3>${schemaBlock(body)}` : ''}
<h3>${words.answers}</h3><ul>${answers.join('')}</ul></div></details>`;
}

function schemaBlock(schema: JsonSchema | undefined): string {
  return schema === undefined ? '' : `<pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`;
}

function inlineCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
