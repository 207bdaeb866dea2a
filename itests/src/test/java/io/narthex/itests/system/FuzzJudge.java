package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.narthex.itests.RelyingParty;
import io.narthex.itests.system.Wire.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at answers for what none may hold. Keeps one example of each kind of finding. */
final class FuzzJudge {
    private static final Pattern INSIDES = Pattern.compile(
            "\\.java:\\d|Exception|Caused by|java\\.(?:lang|util|io)|org\\.(?:apache|eclipse|ops4j)|io\\.narthex");
    private static final Pattern ACTION = Pattern.compile("(?:action|href)=\"([^\"]*)\"");
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d+)?(?:[/?#].*)?");

    private final URI issuer;
    private final List<String> secrets;
    private final Map<String, String> findings = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

    /**
     * A judge of answers that come from one provider.
     *
     * @param secrets what no answer may hold that the request did not
     */
    FuzzJudge(URI issuer, List<String> secrets) {
        this.issuer = issuer;
        this.secrets = secrets;
    }

    /** What was found, by its kind. */
    Map<String, String> findings() {
        return findings;
    }

    /** How often each status came; 0 where the server hung up. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** Looks at one answer. */
    void look(FuzzTarget target, FuzzShot shot, byte[] request, Optional<Answer> got) {
        statuses.merge(got.map(Answer::status).orElse(0), 1, Integer::sum);
        String sent = new String(request, ISO_8859_1);
        if (got.isEmpty()) {
            note(!shot.isStrange(), "hung up", target, sent, "");
            return;
        }
        Answer answer = got.get();
        String all = answer.headers() + "\n\n" + answer.body();
        int status = answer.status();
        boolean later = status == 503 || status == 429;
        note(status >= 500 && status != 503, "status " + status, target, sent, all);
        note(later && (answer.header("retry-after").isEmpty() || !isTold(answer)), status + " bare", target, sent, all);
        note(
                target.json() && !shot.isStrange() && !shot.isForPage() && !isJson(answer),
                "not JSON but " + answer.header("content-type"),
                target,
                sent,
                all);
        note(INSIDES.matcher(all).find(), "insides shown", target, sent, all);
        boolean injected = answer.header("set-cookie").lines().anyMatch(cookie -> cookie.startsWith(FuzzShot.COOKIE));
        note(injected, "header injected", target, sent, all);
        note(secrets.stream().anyMatch(s -> all.contains(s) && !sent.contains(s)), "secret", target, sent, all);
        String location = answer.header("location");
        note(!location.isEmpty() && !isAllowed(location), "sent elsewhere", target, sent, all);
        if (answer.header("content-type").startsWith("text/html")) {
            note(answer.body().contains(FuzzShot.MARKUP), "markup", target, sent, all);
            Matcher action = ACTION.matcher(answer.body());
            while (action.find()) {
                String address = action.group(1)
                        .replace("&#x3D;", "=")
                        .replace("&#x2F;", "/")
                        .replace("&amp;", "&");
                note(!isAllowed(address), "links elsewhere: " + address, target, sent, all);
            }
        }
    }

    private boolean isAllowed(String address) {
        boolean ours = address.startsWith(issuer + "/") || address.startsWith(issuer.getPath() + "/");
        boolean registered = address.equals(RelyingParty.CALLBACK)
                || address.startsWith(RelyingParty.CALLBACK + "?")
                || address.startsWith(RelyingParty.CALLBACK + "#");
        return ours
                || registered
                || address.isEmpty()
                || address.startsWith("?")
                || address.startsWith("#")
                || address.equals("http://127.0.0.1:5555/")
                || LOOPBACK.matcher(address).matches();
    }

    private static boolean isTold(Answer answer) {
        return answer.header("content-type").startsWith("text/html")
                || answer.header("content-type").startsWith("application/json");
    }

    private static boolean isJson(Answer answer) {
        return answer.body().isEmpty()
                || answer.header("content-type").matches("application/([a-z-]+\\+)?(json|jwt).*");
    }

    private void note(boolean found, String kind, FuzzTarget target, String sent, String answer) {
        if (found) {
            findings.putIfAbsent(
                    target.method() + " " + target.path().replaceFirst("/register/.*", "/register/{id}") + ": " + kind,
                    shortened(sent) + "\n--->\n" + shortened(answer));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 2_500 ? text : text.substring(0, 2_500) + " ... " + text.length();
    }
}
