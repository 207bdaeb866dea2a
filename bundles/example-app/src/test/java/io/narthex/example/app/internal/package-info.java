/** Tests of the example application, against a provider that is played over real HTTP. */
@NullMarked
package io.narthex.example.app.internal;

import org.jspecify.annotations.NullMarked;
