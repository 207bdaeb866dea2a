import { UserManager } from 'oidc-client-ts';

export const users = new UserManager({
  // The issuer, to the letter; everything else is asked for there.
  authority: 'https://id.example.com/dex',
  client_id: 'browser-application',
  redirect_uri: `${location.origin}/callback`,
  silent_redirect_uri: `${location.origin}/callback`,
  post_logout_redirect_uri: `${location.origin}/`,
  // With offline_access, tokens are renewed by a refresh token; without, in a hidden frame.
  scope: 'openid profile email offline_access',
  loadUserInfo: true,
});
