package io.narthex.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the type that a {@link ConnectorFactory} opens; service property {@code narthex.connector.type}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ConnectorType {

    /** Put before the annotation's own name by the component runtime. */
    String PREFIX_ = "narthex.";

    /** The service property that holds {@link #value()}. */
    String PROPERTY = "narthex.connector.type";

    /** The type as it is written in a definition's {@code type} key: letters, digits and dashes. */
    String value();
}
