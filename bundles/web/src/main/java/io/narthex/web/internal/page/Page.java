package io.narthex.web.internal.page;

import java.util.Map;

/** Something to show in the browser. */
public sealed interface Page
        permits AccountChoicePage,
                AccountPage,
                ApprovalPage,
                CodePage,
                ConnectorChoicePage,
                DevicePage,
                DeviceReadyPage,
                ErrorPage,
                FollowPage,
                LogoutPage,
                PasswordPage,
                PostPage,
                SignedOutPage {

    /** The HTTP status that the page is sent with. */
    default int status() {
        return 200;
    }

    /** In how many seconds another try may go well, where the status says that waiting helps. */
    default int retrySeconds() {
        return 5;
    }

    /** The name of the template, without its folder and its ending. */
    String template();

    /** The variables of the template, beside those that every template has. */
    Map<String, Object> variables(Texts texts, Icons icons);
}
