package io.narthex.provider.internal.authorization;

import io.narthex.protocol.Prompt;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.consent.Consents;
import io.narthex.provider.internal.grant.Grant;
import java.util.function.Supplier;

/**
 * Whether a person is asked before a client gets an answer; OpenID Connect Core 1.0, section 3.1.2.4. What they have approved
 * is remembered, so that they are asked again only for more, or where the client wants it.
 */
final class Approval {

    private final Supplier<ProviderSettings> settings;
    private final FlowRules rules;
    private final Consents consents;

    Approval(Supplier<ProviderSettings> settings, FlowRules rules, Consents consents) {
        this.settings = settings;
        this.rules = rules;
        this.consents = consents;
    }

    /** Whether the person of the flow must be asked. They are, whatever is set, about a client that nobody vouches for. */
    boolean isNeeded(Flow flow) {
        if (flow.goal() instanceof Goal.OwnPage) {
            return false;
        }
        // RFC 8628, section 5.4: whoever brought the person here with a code of their own device must not get through
        // unseen.
        if (flow.goal() instanceof Goal.Device || flow.request().wants(Prompt.CONSENT)) {
            return true;
        }
        Client client = rules.requireClient(flow);
        boolean trusted = settings.get().oauth2().skipApprovalScreen()
                || client.requests().skipApproval();
        if (trusted && client.origin() != Origin.STRANGER) {
            return false;
        }
        AuthorizationRequest request = flow.request();
        return !isRemembered(flow, client) || !consents.covers(owner(flow), client.id(), request.disclosedScopes());
    }

    /** Remembers that the person of the flow approved. */
    void give(Flow flow) {
        Client client = rules.requireClient(flow);
        if (isRemembered(flow, client)) {
            consents.give(owner(flow), client.id(), flow.request().disclosedScopes());
        }
    }

    /**
     * RFC 8252, section 8.6: anybody on the person's own machine can take the part of a client that listens there, and on a
     * device that shows a code it may be anybody at all. There they are asked each time.
     */
    private boolean isRemembered(Flow flow, Client client) {
        String redirectUri = flow.request().redirectUri();
        boolean lasting = client.redirectUris().contains(redirectUri)
                && redirectUri.startsWith(client.origin().isSelfMade() ? "https://" : "http");
        return settings.get().sessions().enabled() && flow.goal() instanceof Goal.Answer && lasting;
    }

    private String owner(Flow flow) {
        return Grant.Person.of(rules.requirePerson(flow)).owner();
    }
}
