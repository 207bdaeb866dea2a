package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.Test;

public class ContentPolicyTest {

    private static final Page APPROVAL = new ApprovalPage(PostForm.to("/dex/approval"), "u", "c", List.of());

    @Test
    public void nothingInlineIsEverAllowed() {
        SamplePages.all().values().forEach(page -> {
            String policy = ContentPolicy.of(page, List.of());
            assertTrue(policy, policy.startsWith("default-src 'none';"));
            assertFalse(policy, policy.contains("unsafe"));
            assertTrue(policy, policy.contains("frame-ancestors 'none'"));
        });
    }

    @Test
    public void aFormMayLeadToUsAndOnToTheClient() {
        assertEquals("'self'", formAction(APPROVAL));
        assertEquals("'self' https://app.example.com", formAction(APPROVAL, "https://app.example.com/cb?x=y"));
        assertEquals("'self' http://127.0.0.1:5555", formAction(APPROVAL, "http://127.0.0.1:5555/callback"));
        assertEquals("'self' com.example.app:", formAction(APPROVAL, "com.example.app:/callback"));
        assertEquals("'self' http:", formAction(APPROVAL, "http://[::1]:5555/callback"));
    }

    @Test
    public void aPageWithoutAFormPostsNothing() {
        assertEquals("'none'", formAction(SamplePages.choice(3)));
        assertEquals("'none'", formAction(ErrorPage.of(Problem.NOT_FOUND)));
    }

    @Test
    public void whereAnUpstreamSendsTheBrowserIsNotOursToLimit() {
        assertEquals("", formAction(new PostPage(PostForm.to("https://idp.example.com/sso"))));
        assertEquals("'self'", formAction(new PostPage(PostForm.to("/dex/callback"))));
    }

    private static String formAction(Page page, String... onward) {
        String policy =
                ContentPolicy.of(page, List.of(onward).stream().map(URI::create).toList());
        int start = policy.indexOf("form-action ");
        return start < 0 ? "" : policy.substring(start + "form-action ".length());
    }
}
