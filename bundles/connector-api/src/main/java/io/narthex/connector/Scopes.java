package io.narthex.connector;

/**
 * What a connector may want to know of the scopes that a client asked for.
 *
 * @param offlineAccess whether the identity will be refreshed later ({@code offline_access})
 * @param groups whether groups are wanted ({@code groups}); a connector may skip the work where they are not
 */
public record Scopes(boolean offlineAccess, boolean groups) {}
