'use strict';

/** What the conformance suite makes a client do, over streamable HTTP, with authorisation where the server asks for it. */
const INFO = { name: 'conformance-client', version: '1.0.0' };
const REDIRECT = 'http://localhost:3000/callback';

const GENERATIONS = {
  async v1() {
    const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    const { UnauthorizedError } = await import('@modelcontextprotocol/sdk/client/auth.js');
    const { ElicitRequestSchema } = await import('@modelcontextprotocol/sdk/types.js');
    return { Client, Transport: StreamableHTTPClientTransport, UnauthorizedError, ELICIT: ElicitRequestSchema };
  },
  async v2() {
    const { Client, StreamableHTTPClientTransport, UnauthorizedError } = await import('@modelcontextprotocol/client');
    return { Client, Transport: StreamableHTTPClientTransport, UnauthorizedError, ELICIT: 'elicitation/create' };
  },
};

/** Authorises at once: the suite's authorisation server redirects without asking anybody. */
class Provider {
  #verifier;
  #tokens;
  #client;
  code;
  redirectUrl = REDIRECT;
  clientMetadata = { client_name: INFO.name, redirect_uris: [REDIRECT], application_type: 'native' };
  clientMetadataUrl = 'https://conformance-test.local/client-metadata.json';

  constructor({ client_id, client_secret } = {}) {
    if (client_id !== undefined) this.#client = { client_id, client_secret };
  }
  clientInformation = () => this.#client;
  saveClientInformation = (client) => {
    this.#client = client;
  };
  tokens = () => this.#tokens;
  saveTokens = (tokens) => {
    this.#tokens = tokens;
  };
  saveCodeVerifier = (verifier) => {
    this.#verifier = verifier;
  };
  codeVerifier = () => this.#verifier;
  async redirectToAuthorization(url) {
    const { headers } = await fetch(url, { redirect: 'manual' });
    this.code = new URL(headers.get('location')).searchParams.get('code');
  }
}

const MOST_ATTEMPTS = 3;

async function run(sdk, scenario, url) {
  const { Client, Transport, UnauthorizedError, ELICIT } = await GENERATIONS[sdk]();
  const provider = new Provider(JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}'));
  const options = scenario.startsWith('auth/') ? { authProvider: provider } : {};

  async function use() {
    const client = new Client(INFO, { capabilities: { elicitation: { form: { applyDefaults: true } } } });
    client.setRequestHandler(ELICIT, async () => ({ action: 'accept', content: {} }));
    const transport = new Transport(new URL(url), options);
    try {
      await client.connect(transport);
      const { tools } = await client.listTools();
      for (const { name } of tools) {
        if (name === 'add_numbers') await client.callTool({ name, arguments: { a: 5, b: 3 } });
        else await client.callTool({ name, arguments: {} });
      }
    } catch (error) {
      // In SDK v2 an error may come from another copy of the class.
      if (!(error instanceof UnauthorizedError) && error.constructor.name !== 'UnauthorizedError') throw error;
      await transport.finishAuth(provider.code);
      return false;
    } finally {
      await client.close();
    }
    return true;
  }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) if (await use()) return;
  throw new Error(`not authorised after ${MOST_ATTEMPTS} attempts`);
}

const [sdk, url] = process.argv.slice(2);
run(sdk, process.env.MCP_CONFORMANCE_SCENARIO ?? '', url).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
