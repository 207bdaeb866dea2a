package io.narthex.web.internal.http;

import io.narthex.connector.ConnectorException;
import io.narthex.keys.KeysUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.Completion;
import io.narthex.provider.TooManyAttemptsException;
import io.narthex.storage.StorageException;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Problem;
import io.narthex.web.internal.site.NotReadyException;
import io.narthex.web.internal.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every failure: by an answer to the client where it may know, by a page where somebody looks, by JSON where a program
 * listens. Nothing leaves us that only the log may see.
 */
@Provider
public final class Failures implements ExceptionMapper<Throwable> {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final Set<String> BACK_CHANNEL =
            Set.of("/token", "/userinfo", "/introspect", "/revoke", "/device/code", "/par");

    private final Site site;
    private final Pages pages;
    private final ClientAnswers clientAnswers;

    @Context
    @SuppressWarnings("NullAway.Init") // set by the JAX-RS runtime, to the request of the thread
    private HttpServletRequest request;

    /** The one for an application. */
    public Failures(Site site, Pages pages) {
        this.site = site;
        this.pages = pages;
        this.clientAnswers = new ClientAnswers(pages);
    }

    @Override
    public Response toResponse(Throwable failure) {
        return toResponse(new Call(request), failure);
    }

    /** The answer that tells this failure. */
    public Response toResponse(Call call, Throwable failure) {
        if (failure instanceof OAuthException error) {
            return refused(call, error);
        }
        if (failure instanceof TooManyRequestsException) {
            log.info("{}: {}", call, failure.getMessage());
            return told(call, Problem.TOO_MANY_REQUESTS, "temporarily_unavailable")
                    .build();
        }
        if (failure instanceof TooManyAttemptsException) {
            log.info("{}: {}", call, failure.getMessage());
            String error = Json.error("temporarily_unavailable", "too many wrong passwords");
            int seconds = Math.toIntExact(TooManyAttemptsException.RETRY_AFTER.toSeconds());
            return RetryAfter.tell(Json.response(429, error), 429, seconds).build();
        }
        if (failure instanceof TooLargeException) {
            return told(call, Problem.TOO_LARGE, "invalid_request").build();
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            // Whoever asked is gone, or does not keep to HTTP; nobody reads this answer.
            log.debug("{}: broken off", call, failure);
            return Response.status(400).build();
        }
        if (failure instanceof NotReadyException) {
            log.debug("{}: {}", call, failure.getMessage());
            return told(call, Problem.NOT_READY, "temporarily_unavailable").build();
        }
        if (failure instanceof KeysUnavailableException
                || failure instanceof StorageException
                || failure instanceof ConnectorException) {
            log.warn("{}: {}", call, failure.getMessage());
            return told(call, Problem.NOT_READY, "temporarily_unavailable").build();
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return byTheFramework(call, web.getResponse());
        }
        return ourFault(call, failure);
    }

    private Response refused(Call call, OAuthException error) {
        if (!error.detail().isEmpty()) {
            String refusal = error.error().code() + " (" + error.detail() + ")";
            if (error.error() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
                // For the operator to mend; the others are for whoever asked.
                log.warn("{} refused: {}", call, refusal);
            } else {
                log.info("{} refused: {}", call, refusal);
            }
        }
        Optional<Completion> answer = ClientAnswers.of(error);
        if (answer.isPresent()) {
            return clientAnswers.response(call, answer.get()).build();
        }
        if (isBackChannel(call)) {
            return backChannel(call, error);
        }
        return pages.response(call, OAuthPages.of(call, error)).build();
    }

    private Response backChannel(Call call, OAuthException error) {
        int status = error.error().status();
        Response.ResponseBuilder answer =
                RetryAfter.tell(Json.response(status, Json.error(error)), status, Problem.NOT_READY.retrySeconds());
        if (call.path().equals("/userinfo")
                || (isRegistration(call.path()) && error.error() == ErrorCode.INVALID_TOKEN)) {
            // RFC 6750, section 3.1: who sent no token at all is told no error.
            answer.header("WWW-Authenticate", Challenges.bearer(site.basePath(), error));
        } else if (error.error() == ErrorCode.INVALID_CLIENT && usedBasic(call)) {
            answer.header("WWW-Authenticate", Challenges.basic(site.basePath()));
        }
        return answer.build();
    }

    private static boolean usedBasic(Call call) {
        return call.header("Authorization")
                .map(value -> value.regionMatches(true, 0, "Basic", 0, 5))
                .orElse(false);
    }

    /** What the JAX-RS runtime refuses before any of our code sees it. */
    private Response byTheFramework(Call call, Response refusal) {
        Problem problem =
                switch (refusal.getStatus()) {
                    case 404 -> Problem.NOT_FOUND;
                    case 405 -> Problem.METHOD_NOT_ALLOWED;
                    default -> Problem.BAD_REQUEST;
                };
        String code = problem == Problem.NOT_FOUND ? "not_found" : "invalid_request";
        Response.ResponseBuilder answer = told(call, problem, code);
        Optional.ofNullable(refusal.getHeaderString("Allow")).ifPresent(methods -> answer.header("Allow", methods));
        return answer.build();
    }

    private Response ourFault(Call call, Throwable failure) {
        String reference = RandomIds.next().substring(0, 10);
        log.error("{} failed, reference {}", call, reference, failure);
        if (speaksJson(call)) {
            return Json.response(500, Json.error("server_error", "reference " + reference))
                    .build();
        }
        return pages.response(call, ErrorPage.of(Problem.SERVER_ERROR).withReference(reference))
                .build();
    }

    private Response.ResponseBuilder told(Call call, Problem problem, String code) {
        if (speaksJson(call)) {
            String error = Json.error(code, WORDS.getOrDefault(problem, ""));
            return RetryAfter.tell(Json.response(problem.status(), error), problem.status(), problem.retrySeconds());
        }
        return pages.response(
                call, problem.arguments() == 0 ? ErrorPage.of(problem) : ErrorPage.of(problem, "request"));
    }

    private static boolean speaksJson(Call call) {
        return isBackChannel(call) || (!call.isBrowser() && !isPagePath(call.path()));
    }

    private static boolean isBackChannel(Call call) {
        return BACK_CHANNEL.contains(call.path()) || isRegistration(call.path());
    }

    private static boolean isRegistration(String path) {
        return path.equals("/register") || path.startsWith("/register/");
    }

    private static boolean isPagePath(String path) {
        return path.equals("/auth")
                || path.startsWith("/auth/")
                || path.equals("/callback")
                || path.startsWith("/callback/")
                || path.equals("/approval")
                || path.equals("/account")
                || path.equals("/logout")
                || path.startsWith("/logout/")
                || path.equals("/device");
    }

    private static final Map<Problem, String> WORDS = Map.of(
            Problem.NOT_FOUND, "nothing lives at this address",
            Problem.METHOD_NOT_ALLOWED, "this address does not take this method",
            Problem.TOO_LARGE, "the body is too large",
            Problem.TOO_MANY_REQUESTS, "too many requests from there",
            Problem.NOT_READY, "try again in a few seconds");
}
