package io.narthex.web.internal.endpoint;

import io.narthex.web.internal.flow.FlowCookies;
import io.narthex.web.internal.http.Pages;
import io.narthex.web.internal.session.SessionCookie;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;

/**
 * What the endpoints that people see work with.
 *
 * @param site where we live
 * @param backends whom they ask
 * @param cookies how browsers carry their flows
 * @param session how browsers show their sessions
 * @param pages what people see
 */
public record Desk(Site site, Backends backends, FlowCookies cookies, SessionCookie session, Pages pages) {}
