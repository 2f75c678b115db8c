"""lasso, the C library under mod_auth_mellon: it leaves audience, recipient and dates to its caller."""

import lasso
from idp_metadata import idp_metadata

SP = """<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{identifier}">
<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="true">
<AssertionConsumerService index="0" isDefault="true"
 Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{replyUrl}"/>
</SPSSODescriptor></EntityDescriptor>"""


def prepare(task):
    server = lasso.Server.newFromBuffers(SP.format(**task), None, None, None)
    server.addProviderFromBuffer(lasso.PROVIDER_ROLE_IDP, idp_metadata(task), None, None)

    def verify():
        login = lasso.Login(server)
        login.processAuthnResponseMsg(task["samlResponse"])
        return login.assertion.subject.nameID.content

    return verify
