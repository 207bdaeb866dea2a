package io.narthex.web.internal.page;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class ContentPolicyTest {

    private static final Page APPROVAL = new ApprovalPage(
            PostForm.to("/dex/approval"), "u", "c", List.of(), Optional.empty(), Optional.empty(), SamplePages.ABOUT);

    @Test
    public void nothingInlineIsEverAllowed() {
        SamplePages.all().values().forEach(page -> {
            String policy = ContentPolicy.of(page);
            assertTrue(policy, policy.startsWith("default-src 'none';"));
            assertFalse(policy, policy.contains("unsafe"));
            assertTrue(policy, policy.contains("frame-ancestors 'none'"));
        });
    }

    @Test
    public void aFormMayLeadOnToTheApplicationAndWhereverThatGoes() {
        assertFalse(ContentPolicy.of(APPROVAL).contains("form-action"));
        assertFalse(ContentPolicy.of(new PostPage(PostForm.to("https://idp.example.com/sso")))
                .contains("form-action"));
    }

    @Test
    public void aPictureOfAnApplicationComesFromItsOwnOriginOnly() {
        assertTrue(ContentPolicy.of(APPROVAL).contains("; img-src 'self' https://app.example.com; "));
        assertTrue(ContentPolicy.of(new ApprovalPage(PostForm.to("/dex/approval"), "u", "c", List.of()))
                .contains("; img-src 'self'; "));
    }

    @Test
    public void aPageWithoutAFormPostsNothing() {
        assertTrue(ContentPolicy.of(SamplePages.choice(3)).endsWith("; form-action 'none'"));
        assertTrue(ContentPolicy.of(ErrorPage.of(Problem.NOT_FOUND)).endsWith("; form-action 'none'"));
    }
}
