/**
 * What connectors want to see again, such as an upstream's refresh token: kept once for each person and connector, however
 * many clients the person uses, because an upstream that gives a new token each time takes the use of an old one for theft.
 *
 * <p>{@link io.narthex.provider.internal.upstream.Upstreams} lets one caller at a time, on one node at a time, look a person
 * up, and shares what it learned with those who waited.
 */
@NullMarked
package io.narthex.provider.internal.upstream;

import org.jspecify.annotations.NullMarked;
