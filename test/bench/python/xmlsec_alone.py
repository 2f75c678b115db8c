"""libxmlsec1 through python3-xmlsec: the signature alone, nothing of SAML."""

import xmlsec
from lxml import etree

SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"


def prepare(task):
    key = xmlsec.Key.from_memory(task["certificatePem"], xmlsec.KeyFormat.CERT_PEM)

    def verify():
        root = etree.fromstring(task["message"])
        assertion = root.find(SAML + "Assertion")
        xmlsec.tree.add_ids(assertion, ["ID"])
        context = xmlsec.SignatureContext()
        context.key = key
        context.verify(xmlsec.tree.find_child(assertion, "Signature", xmlsec.constants.DSigNs))
        return assertion.find("%sSubject/%sNameID" % (SAML, SAML)).text

    return verify
