"""pysaml2: a Response with all of its checks; it starts an xmlsec1 for each signature."""

from idp_metadata import idp_metadata
from saml2 import BINDING_HTTP_POST
from saml2.client import Saml2Client
from saml2.config import Config as Saml2Config


def prepare(task):
    config = Saml2Config()
    config.load(
        {
            "entityid": task["identifier"],
            "xmlsec_binary": "/usr/bin/xmlsec1",
            "metadata": {"inline": [idp_metadata(task)]},
            "service": {
                "sp": {
                    "endpoints": {"assertion_consumer_service": [(task["replyUrl"], BINDING_HTTP_POST)]},
                    "want_response_signed": False,
                    "want_assertions_signed": True,
                    "allow_unsolicited": True,
                }
            },
        }
    )

    def verify():
        # A client for each message: it remembers the assertions that it has seen.
        client = Saml2Client(config=config)
        response = client.parse_authn_request_response(task["samlResponse"], BINDING_HTTP_POST)
        return response.name_id.text

    return verify
