/** Signs the staff of Example Ltd in: the staff service checks their password and says their number. */
@NullMarked
package com.example.staff.internal;

import org.jspecify.annotations.NullMarked;
