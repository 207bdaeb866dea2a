package io.narthex.itests.clients;

import org.junit.ClassRule;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** Every client. As one suite they share one distribution, which starts once. */
@RunWith(Suite.class)
@Suite.SuiteClasses({
    FrontChannelLogoutTest.class,
    ModAuthOpenidcTest.class,
    OidcClientTsTest.class,
    OpenidClientTest.class,
    ResponseModesTest.class,
    SingleSignOnTest.class,
    SpringSecurityTest.class
})
public class ClientsSuite {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();
}
