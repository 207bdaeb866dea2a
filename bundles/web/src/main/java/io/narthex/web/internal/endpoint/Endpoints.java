package io.narthex.web.internal.endpoint;

import io.narthex.web.internal.http.Failures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.ws.rs.core.Application;

/** The one JAX-RS application. What is in it never changes, since every change would cost requests that are under way. */
public final class Endpoints extends Application {

    private final Set<Object> singletons;

    /** All endpoints. */
    public Endpoints(Desk desk) {
        this.singletons = new LinkedHashSet<>(List.of(
                new AuthEndpoint(desk),
                new ConnectorEndpoint(desk),
                new CallbackEndpoint(desk),
                new ApprovalEndpoint(desk),
                new AccountEndpoint(desk),
                new ConnectorMetadataEndpoint(desk.backends()),
                new PushEndpoint(desk),
                new TokenEndpoint(desk.backends()),
                new UserInfoEndpoint(desk.backends()),
                new IntrospectionEndpoint(desk.backends()),
                new RevocationEndpoint(desk.backends()),
                new LogoutEndpoint(desk),
                new DeviceCodeEndpoint(desk),
                new DeviceEndpoint(desk),
                new RegistrationEndpoint(desk.site(), desk.backends()),
                new Failures(desk.site(), desk.pages())));
    }

    @Override
    public Set<Object> getSingletons() {
        return Set.copyOf(singletons);
    }
}
