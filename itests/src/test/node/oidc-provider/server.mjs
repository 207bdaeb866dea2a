// A strict OpenID Connect provider for the tests: node server.mjs <port> <redirect uri> <client secret>
// PKCE is demanded, refresh tokens are good once and a second use ends all that was granted, and the ID token holds no
// more than it must: the rest has to be asked for at userinfo.
import Provider from 'oidc-provider';

const [port, redirectUri, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'narthex',
      client_secret: secret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: process.env.AUTH_METHOD ?? 'client_secret_basic',
    },
  ],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email', 'email_verified'] },
  cookies: { keys: ['only-for-tests'] },
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  rotateRefreshToken: () => true,
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: `Name of ${id}`,
      preferred_username: id,
      email: `${id}@example.com`,
      email_verified: false,
      groups: ['staff'],
    }),
  }),
});
provider.on('grant.revoked', () => console.log('grant revoked'));
provider.on('server_error', (ctx, error) => console.error(error));
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
