package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.HostileCase.HOW;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import io.narthex.connector.saml.internal.xml.XmlDoor;
import io.narthex.connector.saml.internal.xml.XmlLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What Jazzer calls, again and again, with whatever it can think of: what comes out must be a refusal, or Jane as she was
 * signed.
 *
 * <p>The last byte chooses the way in. What comes as it is gets hardly ever past the signature; so it is also taken for what
 * the provider encrypts, for what the provider signs, and for changes of a good response.
 */
public final class ResponseFuzzer {

    /** What means something to a parser, or to whoever verifies. */
    static final List<String> WORDS = List.of(
            "<!--x-->",
            "<![CDATA[x]]>",
            "<!DOCTYPE x>",
            "&e;",
            "&#0;",
            "&#x10ffff;",
            "<?x?>",
            "\u0000",
            "\ufffe",
            "]]>",
            "xmlns:x=\"a/b\"",
            " ID=\"_r1\"",
            " xml:id=\"_r1\"",
            "mallory",
            "<saml:Assertion ID=\"_x\">",
            "</saml:Assertion>",
            "<ds:Object>",
            "</ds:Signature>",
            "<ds:SignedInfo>",
            "#_r1",
            "#",
            "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
            "http://www.w3.org/TR/1999/REC-xslt-19991116",
            "9999-12-31T23:59:59Z",
            "-",
            "=",
            "<",
            ">",
            "\"",
            "'",
            "/");

    private static final byte AS_IT_IS = 0;
    private static final byte ENCRYPTED = 1;
    private static final byte SIGNED = 2;
    private static final byte EDITED = 3;
    private static final byte EDITED_AND_SIGNED = 4;
    private static final int WAYS = 5;

    /** As many as the longest of the good responses has. */
    private static final byte ELEMENTS = 50;

    private static final Profile PROFILE = Profile.forgetful();
    private static final List<String> GOOD = good();

    private ResponseFuzzer() {}

    private static void edited(byte[] script) {
        try {
            requireJane(Edits.edited(GOOD.get((script.length / 3) % GOOD.size()), script));
        } catch (IllegalStateException e) {
            // Not to be written as XML: a character that there is not.
        }
    }

    private static void editedAndSigned(byte[] script) {
        try {
            signed(Edits.edited(TestMessages.response(TestMessages.draft()), script)
                    .getBytes(UTF_8));
        } catch (IllegalStateException e) {
            // As above.
        }
    }

    /** An input: a text and the way in. */
    private static byte[] input(byte way, String xml) {
        byte[] bytes = xml.getBytes(UTF_8);
        byte[] input = Arrays.copyOf(bytes, bytes.length + 1);
        input[bytes.length] = way;
        return input;
    }

    /** What Jazzer calls first. Loading classes takes long with Jazzer in them, and shall not be taken for a slow answer. */
    public static void fuzzerInitialize() {
        good().forEach(xml -> PROFILE.completeParameter(TestMessages.encoded(xml)));
    }

    /** The entry point that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] xml = Arrays.copyOf(input, input.length - 1);
        switch (input[xml.length] % WAYS) {
            case ENCRYPTED -> requireJane(TestMessages.response(
                    TestMessages.draft(), TestMessages.encrypted(new String(xml, UTF_8), TestKeys.SERVICE)));
            case SIGNED -> signed(xml);
            case EDITED -> edited(xml);
            case EDITED_AND_SIGNED -> editedAndSigned(xml);
            default -> asItIs(xml);
        }
    }

    /** Responses of all forms that let Jane in. */
    static List<String> good() {
        TestMessages.Draft draft = TestMessages.draft();
        String assertion = assertion(draft);
        return List.of(
                TestMessages.response(draft, assertion),
                TestSigning.sign(TestMessages.response(draft), "_r1", HOW),
                TestSigning.sign(TestMessages.response(draft, assertion), "_r1", HOW),
                TestMessages.response(draft, TestMessages.encrypted(assertion, TestKeys.SERVICE)));
    }

    /** What to begin with: everything that lets Jane in, in every way, and every change of one element. */
    static List<byte[]> seeds() {
        List<byte[]> seeds =
                new ArrayList<>(good().stream().map(xml -> input(AS_IT_IS, xml)).toList());
        TestMessages.Draft draft = TestMessages.draft();
        seeds.add(input(ENCRYPTED, assertion(draft)));
        seeds.add(input(SIGNED, TestMessages.response(draft)));
        seeds.add(input(
                SIGNED,
                TestMessages.response(draft, TestMessages.encrypted(TestMessages.assertion(draft), TestKeys.SERVICE))));
        for (byte way : new byte[] {EDITED, EDITED_AND_SIGNED}) {
            for (byte what = 0; what < Edits.KINDS; what++) {
                for (byte where = 0; where < ELEMENTS; where++) {
                    seeds.add(new byte[] {what, where, 7, way});
                }
            }
        }
        return seeds;
    }

    private static void asItIs(byte[] octets) {
        require(Base64.getEncoder().encodeToString(octets), true);
        require(new String(octets, UTF_8), true);
    }

    private static void requireJane(String xml) {
        require(TestMessages.encoded(xml), true);
    }

    /** Whatever the provider says is so, as long as it is somebody. */
    private static void signed(byte[] octets) {
        String signed;
        try {
            String id = XmlDoor.parse(octets, XmlLimits.MESSAGE).getAttribute("ID");
            if (id.isEmpty()) {
                return;
            }
            signed = TestSigning.sign(new String(octets, UTF_8), id, HOW);
        } catch (UnacceptableException | IllegalStateException e) {
            // Nobody could sign it.
            return;
        }
        require(TestMessages.encoded(signed), false);
    }

    private static void require(String parameter, boolean jane) {
        try {
            Identity identity = PROFILE.completeParameter(parameter);
            boolean isJane = identity.userId().equals("jane")
                    && identity.username().equals("Jane Doe")
                    && identity.email().equals("jane@example.com")
                    && identity.groups().equals(List.of("staff", "admins"));
            if (jane && !isJane) {
                throw new AssertionError("somebody else is signed in");
            }
        } catch (SignInRefusedException e) {
            if (String.valueOf(e.getMessage()).length() > 300) {
                throw new AssertionError("says too much", e);
            }
        }
    }

    private static String assertion(TestMessages.Draft draft) {
        return TestSigning.sign(TestMessages.assertion(draft), draft.assertionId(), HOW);
    }
}
