import { z } from 'zod';
import type { describeApi } from './document.js';

const schema = z.looseObject({
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  examples: z.array(z.unknown()).optional(),
});
const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema,
});
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  parameters: z.array(parameter).default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.unknown().optional() })),
});

/**
 * The OpenAPI document as one page that needs neither script nor another host, so that the strictest policy fits it. Schemas are
 * linked to from where they are used.
 */
export function toDocsPage(document: ReturnType<typeof describeApi>): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, each]) => toSection(path, method, operation.parse(each))),
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, each]) => `<details id="${name}"><summary><code>${name}</code></summary>${toJson(each)}</details>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Callsight API</title>
<link rel="stylesheet" href="/api/docs.css">
<main>
<h1>Callsight API ${toHtml(document.info.version)}</h1>
<p>${toHtml(document.info.description)} Paths are below <code>/api/v1</code>. The same as <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
Where the server has tokens, send <code>Authorization: Bearer …</code>.</p>
<nav><ul>${Object.keys(document.paths)
    .map((path) => `<li><a href="#${toAnchor(path)}">${toHtml(path)}</a></li>`)
    .join('')}</ul></nav>
${operations.join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}
</main>
</html>
`;
}

function toSection(path: string, method: string, { summary, parameters, requestBody, responses }: z.infer<typeof operation>): string {
  const rows = parameters.map(
    ({ name, in: place, required, description = '', schema: { default: fallback, enum: values, examples = [] } }) =>
      `<tr><td><code>${toHtml(name)}</code>${required ? ' *' : ''}<td>${place}<td>${toHtml(description)}${values ? ` One of ${values.map((value) => `<code>${toHtml(String(value))}</code>`).join(', ')}.` : ''}<td>${fallback === undefined ? '' : `<code>${toHtml(String(fallback))}</code>`}<td>${examples.map((example) => `<code>${toHtml(String(example))}</code>`).join('<br>')}`,
  );
  return `<section id="${toAnchor(path)}">
<h2><span>${method.toUpperCase()}</span> ${toHtml(path)}</h2>
<p>${toHtml(summary)}</p>
${rows.length === 0 ? '' : `<table><thead><tr><th>parameter<th>in<th>meaning<th>default<th>examples</thead><tbody>${rows.join('')}</tbody></table>`}
${requestBody === undefined ? '' : `<h3>Body</h3>${toJson(requestBody)}`}
<h3>Answers</h3>${toJson(responses)}
</section>`;
}

/** JSON with links to the schemas that it refers to. */
function toJson(value: unknown): string {
  const text = toHtml(JSON.stringify(value, null, 2));
  return `<pre>${text.replace(/#\/components\/schemas\/(\w+)/g, '<a href="#$1">$1</a>')}</pre>`;
}

function toAnchor(path: string): string {
  return path.replace(/\W+/g, '-').replace(/^-|-$/g, '');
}

function toHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const docsStyle = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: auto; padding: 1rem; }
nav ul { columns: 16rem; padding-left: 1rem; }
section { border-top: 1px solid #8886; margin-top: 2rem; }
h2 span { font-size: .75em; opacity: .7; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8884; }
pre { overflow: auto; max-height: 30rem; background: #8881; padding: .5rem; }
code, pre { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
`;
