package io.narthex.connector.saml.internal.metadata;

import io.narthex.connector.saml.internal.message.ServiceKey;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.opensaml.KeyInfos;
import io.narthex.opensaml.SamlObjects;
import java.net.URI;
import java.util.Optional;
import org.opensaml.saml.saml2.metadata.AssertionConsumerService;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.NameIDFormat;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.security.credential.UsageType;

/** What we say about ourselves, for the provider's operator. */
public final class ServiceMetadata {

    private ServiceMetadata() {}

    /** The document. Unsigned: it is fetched from us over TLS, and says nothing that an AuthnRequest does not say. */
    public static String document(String entityId, URI address, String nameIdFormat, Optional<ServiceKey> key) {
        EntityDescriptor entity = SamlObjects.build(EntityDescriptor.DEFAULT_ELEMENT_NAME, EntityDescriptor.class);
        entity.setEntityID(entityId);
        SPSSODescriptor role = SamlObjects.build(SPSSODescriptor.DEFAULT_ELEMENT_NAME, SPSSODescriptor.class);
        role.addSupportedProtocol(Names.PROTOCOL);
        role.setAuthnRequestsSigned(key.isPresent());
        role.setWantAssertionsSigned(true);
        key.ifPresent(one -> {
            role.getKeyDescriptors().add(descriptor(one, UsageType.SIGNING));
            if (one.privateKey().getAlgorithm().equals("RSA")) {
                role.getKeyDescriptors().add(descriptor(one, UsageType.ENCRYPTION));
            }
        });
        NameIDFormat format = SamlObjects.build(NameIDFormat.DEFAULT_ELEMENT_NAME, NameIDFormat.class);
        format.setURI(nameIdFormat);
        role.getNameIDFormats().add(format);
        AssertionConsumerService service =
                SamlObjects.build(AssertionConsumerService.DEFAULT_ELEMENT_NAME, AssertionConsumerService.class);
        service.setBinding(Names.POST);
        service.setLocation(address.toString());
        service.setIndex(0);
        service.setIsDefault(true);
        role.getAssertionConsumerServices().add(service);
        entity.getRoleDescriptors().add(role);
        return SamlObjects.write(entity);
    }

    private static KeyDescriptor descriptor(ServiceKey key, UsageType use) {
        KeyDescriptor descriptor = SamlObjects.build(KeyDescriptor.DEFAULT_ELEMENT_NAME, KeyDescriptor.class);
        descriptor.setUse(use);
        descriptor.setKeyInfo(KeyInfos.of(key.certificate()));
        return descriptor;
    }
}
