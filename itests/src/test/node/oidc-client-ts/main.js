// What a browser application does with the library; narthex.js is our sample.
import { users } from './narthex.js';

const show = (user, error) => {
  document.querySelector('#state').textContent = JSON.stringify({
    person: user?.profile ?? null,
    accessToken: user?.access_token ?? null,
    refreshToken: user?.refresh_token ?? null,
    error: error ? String(error) : null,
  });
};

const attempt = (step) => async () => {
  try {
    show(await step());
  } catch (e) {
    show(null, e);
  }
};

document.querySelector('#sign-in').onclick = attempt(() => users.signinRedirect());
document.querySelector('#sign-in-without-refresh-token').onclick = attempt(() =>
  users.signinRedirect({ scope: 'openid profile email' }),
);
document.querySelector('#renew').onclick = attempt(async () =>
  users.signinSilent({ scope: (await users.getUser()).scope }),
);
document.querySelector('#sign-out').onclick = attempt(() => users.signoutRedirect());

await attempt(async () => {
  if (location.pathname === '/callback') {
    await users.signinCallback();
    history.replaceState(null, '', '/');
  }
  return users.getUser();
})();
