package io.narthex.provider;

import java.util.List;
import java.util.Optional;

/**
 * What a person is asked before a client gets an answer.
 *
 * @param userName the person, by the best name there is
 * @param clientName the client, by its name or else its id
 * @param scopes what it asks for
 * @param deviceCode the code that the person's device must show; empty where no device waits
 * @param destination where the answer goes, if the client registered itself, so that nobody vouches for its name; an empty text
 *     if it goes to no address
 * @param about what the client shows of itself
 */
public record ApprovalQuestion(
        String userName,
        String clientName,
        List<String> scopes,
        Optional<String> deviceCode,
        Optional<String> destination,
        AboutClient about) {

    /** Copies the scopes. */
    public ApprovalQuestion {
        scopes = List.copyOf(scopes);
    }
}
