package io.narthex.itests.clients.spring;

import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What the application shows. */
@RestController
class Pages {

    @GetMapping("/")
    String start(@AuthenticationPrincipal OidcUser person) {
        return "Hello " + HtmlUtils.htmlEscape(person.getSubject());
    }

    /** Who has signed in. */
    @GetMapping("/person")
    Map<String, Object> person(@AuthenticationPrincipal OidcUser person) {
        return Map.of("idToken", person.getIdToken().getClaims(), "all", person.getClaims());
    }

    /** The access token, of which Spring Security gets a new one as soon as it has less than a minute left. */
    @GetMapping("/access-token")
    String accessToken(@RegisteredOAuth2AuthorizedClient("narthex") OAuth2AuthorizedClient client) {
        return client.getAccessToken().getTokenValue();
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "signed out";
    }
}
