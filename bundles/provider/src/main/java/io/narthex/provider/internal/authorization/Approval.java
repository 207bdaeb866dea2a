package io.narthex.provider.internal.authorization;

import io.narthex.protocol.Prompt;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import java.util.function.Supplier;

/** Whether a person is asked before a client gets an answer; OpenID Connect Core 1.0, section 3.1.2.4. */
final class Approval {

    private final Supplier<ProviderSettings> settings;
    private final FlowRules rules;

    Approval(Supplier<ProviderSettings> settings, FlowRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** Whether the person of the flow must be asked. */
    boolean isNeeded(Flow flow) {
        if (flow.goal() instanceof Goal.OwnPage) {
            return false;
        }
        if (flow.request().wants(Prompt.CONSENT)) {
            return true;
        }
        Client client = rules.requireClient(flow);
        return !settings.get().oauth2().skipApprovalScreen()
                && !client.requests().skipApproval();
    }
}
