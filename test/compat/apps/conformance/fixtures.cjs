'use strict';

/** What the conformance suite asks of a server: its tools, resources and prompts, by the names that it uses. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const SILENCE = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';

const text = (value) => ({ type: 'text', text: value });
const image = { type: 'image', data: PIXEL, mimeType: 'image/png' };
const embedded = (uri, mimeType, value) => ({ type: 'resource', resource: { uri, mimeType, text: value } });
const noArguments = { type: 'object', properties: {} };
const texts = (...names) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
});
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

const choices = (...names) => names.map((name, index) => ({ const: `value${index + 1}`, title: name }));
const DEFAULTS_FORM = {
  name: { type: 'string', description: 'User name', default: 'John Doe' },
  age: { type: 'integer', description: 'User age', default: 30 },
  score: { type: 'number', description: 'User score', default: 95.5 },
  status: { type: 'string', description: 'User status', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', description: 'Verification status', default: true },
};
const ENUMS_FORM = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: choices('First Option', 'Second Option', 'Third Option') },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['Option One', 'Option Two', 'Option Three'] },
  untitledMulti: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', minItems: 1, maxItems: 3, items: { anyOf: choices('First Choice', 'Second Choice', 'Third Choice') } },
};

async function elicit({ request }, message, properties, required = []) {
  const { action, content } = await request('elicitation/create', { message, requestedSchema: { type: 'object', properties, required } });
  return [text(`Elicitation completed: action=${action}, content=${JSON.stringify(content ?? {})}`)];
}

/** By name: the schema of the arguments, and the content that a call gives. */
const TOOLS = {
  test_simple_text: [noArguments, () => [text('This is a simple text response for testing.')]],
  test_image_content: [noArguments, () => [image]],
  test_audio_content: [noArguments, () => [{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }]],
  test_embedded_resource: [
    noArguments,
    () => [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  ],
  test_multiple_content_types: [
    noArguments,
    () => [text('Multiple content types test:'), image, embedded('test://mixed-content-resource', 'application/json', '{"test":"data"}')],
  ],
  test_tool_with_logging: [
    noArguments,
    async (_, { notify }) => {
      for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
        await notify('notifications/message', { level: 'info', data });
        await pause();
      }
      return [text('Tool with logging executed successfully')];
    },
  ],
  test_tool_with_progress: [
    noArguments,
    async (_, { notify, progressToken }) => {
      for (const progress of [0, 50, 100]) {
        await notify('notifications/progress', { progressToken, progress, total: 100 });
        await pause();
      }
      return [text(String(progressToken))];
    },
  ],
  test_error_handling: [
    noArguments,
    () => {
      throw new Error('This tool intentionally returns an error for testing');
    },
  ],
  test_sampling: [
    texts('prompt'),
    async ({ prompt }, { request }) => {
      const { content } = await request('sampling/createMessage', { messages: [{ role: 'user', content: text(prompt) }], maxTokens: 100 });
      return [text(`LLM response: ${content.text}`)];
    },
  ],
  test_elicitation: [
    texts('message'),
    ({ message }, io) => elicit(io, message, { response: { type: 'string', description: "User's response" } }, ['response']),
  ],
  test_elicitation_sep1034_defaults: [noArguments, (_, io) => elicit(io, 'Please review the defaults', DEFAULTS_FORM)],
  test_elicitation_sep1330_enums: [noArguments, (_, io) => elicit(io, 'Please select options', ENUMS_FORM)],
  json_schema_2020_12_tool: [
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: { address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
      properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
      additionalProperties: false,
    },
    () => [text('called')],
  ],
};

const RESOURCES = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: PIXEL },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Watched resource content' },
};

const PROMPTS = {
  test_simple_prompt: [[], () => [text('This is a simple prompt for testing.')]],
  test_prompt_with_arguments: [['arg1', 'arg2'], ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)]],
  test_prompt_with_embedded_resource: [
    ['resourceUri'],
    ({ resourceUri }) => [embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.'), text('Please process it.')],
  ],
  test_prompt_with_image: [[], () => [image, text('Please analyze the image above.')]],
};

exports.CAPABILITIES = { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} };

/** By method; `io` sends requests and notifications to the client whose request it is. */
exports.HANDLERS = {
  'tools/list': () => ({
    tools: Object.entries(TOOLS).map(([name, [inputSchema]]) => ({ name, description: `Fixture ${name}`, inputSchema })),
  }),
  async 'tools/call'({ name, arguments: given = {} }, io) {
    try {
      return { content: await TOOLS[name][1](given, io) };
    } catch (error) {
      return { content: [text(error.message)], isError: true };
    }
  },
  'resources/list': () => ({ resources: Object.entries(RESOURCES).map(([uri, { mimeType }]) => ({ uri, name: uri, mimeType })) }),
  'resources/templates/list': () => ({ resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template' }] }),
  'resources/read'({ uri }) {
    const id = /^test:\/\/template\/(.+)\/data$/.exec(uri)?.[1];
    const content = id === undefined ? RESOURCES[uri] : { mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true }) };
    if (content === undefined) throw Object.assign(new Error(`no resource ${uri}`), { code: -32002 });
    return { contents: [{ uri, ...content }] };
  },
  'resources/subscribe': () => ({}),
  'resources/unsubscribe': () => ({}),
  'prompts/list': () => ({
    prompts: Object.entries(PROMPTS).map(([name, [names]]) => ({
      name,
      description: `Fixture ${name}`,
      arguments: names.map((argument) => ({ name: argument, description: argument, required: true })),
    })),
  }),
  'prompts/get': ({ name, arguments: given = {} }) => ({
    messages: PROMPTS[name][1](given).map((content) => ({ role: 'user', content })),
  }),
  'logging/setLevel': () => ({}),
  'completion/complete': () => ({ completion: { values: [], total: 0, hasMore: false } }),
};
