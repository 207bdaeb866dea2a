package io.narthex.provider;

import java.util.List;

/**
 * What a person is asked before a client gets an answer.
 *
 * @param userName the person, by the best name there is
 * @param clientName the client, by its name or else its id
 * @param scopes what it asks for
 */
public record ApprovalQuestion(String userName, String clientName, List<String> scopes) {

    /** Copies the scopes. */
    public ApprovalQuestion {
        scopes = List.copyOf(scopes);
    }
}
