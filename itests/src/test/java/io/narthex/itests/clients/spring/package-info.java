/** A web application with Spring Security's OAuth 2.0 client, which its test runs as a process of its own. */
@NullMarked
package io.narthex.itests.clients.spring;

import org.jspecify.annotations.NullMarked;
