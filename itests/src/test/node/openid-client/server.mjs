// A relying party for the tests: node server.mjs <issuer> <port>, with the client's secret in CLIENT_SECRET.
// It checks all that the library can check, and tells as JSON what it got.
import { createServer } from 'node:http';
import * as client from 'openid-client';

const [issuer, port] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const redirectUri = `${origin}/callback`;

const config = await client.discovery(
  new URL(issuer),
  'openid-client',
  undefined,
  client.ClientSecretBasic(process.env.CLIENT_SECRET),
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
);

let expected;
let tokens;

const keep = (answer) => {
  tokens = { id_token: tokens?.id_token, ...answer };
  return { token_type: answer.token_type, expires_in: answer.expires_in, scope: answer.scope, claims: answer.claims() };
};

const steps = {
  '/metadata': () => config.serverMetadata(),
  '/login': async (url) => {
    const verifier = client.randomPKCECodeVerifier();
    expected = { pkceCodeVerifier: verifier, expectedState: client.randomState(), expectedNonce: client.randomNonce() };
    return client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid email profile offline_access',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: expected.expectedState,
      nonce: expected.expectedNonce,
      ...Object.fromEntries(url.searchParams),
    });
  },
  '/callback': async (url) =>
    keep(await client.authorizationCodeGrant(config, url, { ...expected, idTokenExpected: true })),
  '/userinfo': async () => client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck),
  '/refresh': async () => keep(await client.refreshTokenGrant(config, tokens.refresh_token)),
  '/introspection': async () => client.tokenIntrospection(config, tokens.access_token),
  '/revocation': async () => {
    await client.tokenRevocation(config, tokens.refresh_token);
    return {};
  },
  '/logout': () =>
    client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: `${origin}/signed-out`,
      state: 'bye',
    }),
  '/signed-out': (url) => Object.fromEntries(url.searchParams),
};

createServer(async (request, response) => {
  const url = new URL(request.url, origin);
  try {
    const answer = await steps[url.pathname](url);
    if (answer instanceof URL) {
      response.writeHead(302, { Location: answer.href });
      response.end();
    } else {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    }
  } catch (e) {
    response.writeHead(500, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: e.error ?? e.code ?? e.name, message: e.message, cause: String(e.cause?.message) }));
  }
}).listen(Number(port), '127.0.0.1');
