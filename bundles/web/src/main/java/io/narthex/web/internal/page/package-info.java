/**
 * What people see: each page is a record that says what is on it, and {@link io.narthex.web.internal.page.PageRenderer}
 * turns it into HTML, in the reader's language and in the operator's look.
 *
 * <p>No page holds script or style of its own, so the content security policy can refuse both. Every text is escaped;
 * addresses are checked when a page is made, so that none can carry a script.
 */
@NullMarked
package io.narthex.web.internal.page;

import org.jspecify.annotations.NullMarked;
