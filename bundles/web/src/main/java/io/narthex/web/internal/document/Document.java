package io.narthex.web.internal.document;

/**
 * A document ready to be sent.
 *
 * @param content the bytes; nobody may write to them
 * @param etag with the quotes
 * @param cacheControl who may keep it, and how long
 */
@SuppressWarnings("ArrayRecordComponent") // sent as it is with every answer; a copy each time would be waste
record Document(byte[] content, String etag, String cacheControl) {}
