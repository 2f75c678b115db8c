"""python3-onelogin-saml2: a Response with all of its checks."""

from urllib.parse import urlsplit

from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings


def prepare(task):
    settings = OneLogin_Saml2_Settings(
        {
            "strict": True,
            "sp": {"entityId": task["identifier"], "assertionConsumerService": {"url": task["replyUrl"]}},
            "idp": {
                "entityId": task["issuer"],
                "singleSignOnService": {"url": task["issuer"] + "saml2"},
                "x509cert": task["certificate"],
            },
            "security": {"wantAssertionsSigned": True},
        }
    )
    url = urlsplit(task["replyUrl"])
    request = {"https": "on", "http_host": url.netloc, "script_name": url.path, "post_data": {}}

    def verify():
        response = OneLogin_Saml2_Response(settings, task["samlResponse"])
        if not response.is_valid(request, raise_exceptions=True):
            return None
        return response.get_nameid()

    return verify
