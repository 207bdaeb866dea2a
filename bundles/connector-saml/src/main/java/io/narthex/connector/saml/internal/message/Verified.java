package io.narthex.connector.saml.internal.message;

import org.w3c.dom.Element;

/**
 * What is left of a response once its signatures hold. Both elements are roots of documents that were read from signed (or
 * decrypted and then signed) octets, where there was a signature over them.
 *
 * @param response the response; signed or not, its conditions are checked
 * @param assertion the assertion: always out of signed octets, and the only thing that an identity is read from
 */
record Verified(Element response, Element assertion) {}
