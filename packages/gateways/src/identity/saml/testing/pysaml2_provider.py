"""An identity provider that knows nothing of our code: pysaml2, as Debian packages it.

Each line of its standard input is a JSON object, each line of its standard output a JSON list: the results of the actions
that were asked for, in their order, or what pysaml2 finds wrong, in its own words. It ends with its input.
"""

import json
import os
import sys
import tempfile
from urllib.parse import parse_qsl, urlsplit

from cryptography import x509
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT, saml, samlp
from saml2.assertion import Policy
from saml2.attribute_converter import AttributeConverter
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.server import Server
from saml2.sigver import verify_redirect_signature
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

SIGNED_BY = {"sign_alg": SIG_RSA_SHA256, "digest_alg": DIGEST_SHA256}


class WholeIdentity(Policy):
    """Tells what it is given: pysaml2 would repeat what two sets of attributes have in common."""

    def restrict(self, ava, sp_entity_id, metadata=None):
        return ava


class Provider:
    def __init__(self, given, folder):
        self.entity_id = given["entityId"]
        config = IdPConfig().load(
            {
                "entityid": self.entity_id,
                "service": {
                    "idp": {
                        "endpoints": {
                            "single_sign_on_service": [(f"{self.entity_id}/sso", BINDING_HTTP_REDIRECT)],
                            "single_logout_service": [(f"{self.entity_id}/slo", BINDING_HTTP_REDIRECT)],
                        }
                    }
                },
                "key_file": written(folder, "key.pem", given["privateKeyPem"]),
                "cert_file": written(folder, "certificate.pem", given["certificatePem"]),
                "metadata": {"inline": [given["metadata"]]},
                "organization": {
                    "name": [("Provider indipendente", "it")],
                    "display_name": [("Provider indipendente", "it")],
                    "url": [(self.entity_id, "it")],
                },
            }
        )
        self.server = Server(config=config)

    def describe(self):
        """Its metadata, and what it reads in ours."""
        (partner,) = self.server.metadata.keys()
        descriptor = self.server.metadata[partner]["spsso_descriptor"][0]
        return {
            "metadata": str(entity_descriptor(self.server.config)),
            "partner": partner,
            "certificates": self.server.metadata.certs(partner, "spsso", "signing"),
            "attributes": {
                service["index"]: [one["name"] for one in service["requested_attribute"]]
                for service in descriptor["attribute_consuming_service"]
            },
        }

    def answer(self, url, sign, level, attributes, nameId):
        """The Response to an AuthnRequest by redirect, when that is in order and signed by the key of the metadata."""
        query = self.signed_query(url)
        request = self.server.parse_authn_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT).message
        where = self.server.response_args(request)
        if where["binding"] != BINDING_HTTP_POST:
            raise ValueError(f"an answer by {where['binding']}")
        self.server.config.attribute_converters = [as_they_are(attributes)]
        policy = WholeIdentity({"default": {"lifetime": {"minutes": 5}, "name_form": saml.NAME_FORMAT_BASIC}})
        response = self.server.create_authn_response(
            {name: [value] for name, value in attributes.items()},
            name_id=self.name_id(nameId),
            authn={"class_ref": f"https://www.spid.gov.it/SpidL{level}"},
            release_policy=policy,
            sign_assertion="assertion" in sign,
            sign_response="response" in sign,
            **SIGNED_BY,
            **where,
        )
        return {
            "response": str(response),
            "relayState": query["RelayState"],
            "asked": request.requested_authn_context.authn_context_class_ref[0].text,
            "attributeSet": request.attribute_consuming_service_index,
            "destination": where["destination"],
        }

    def answer_logout(self, url):
        """The address that takes its LogoutResponse to us, when our LogoutRequest is in order and signed."""
        query = self.signed_query(url)
        request = self.server.parse_logout_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT).message
        response = self.server.create_logout_response(request, [BINDING_HTTP_REDIRECT], **SIGNED_BY)
        return {"nameId": request.name_id.text, "url": self.redirect(response, True)}

    def ask_logout(self, destination, nameId):
        """The address that takes its LogoutRequest to us, and the ID of that."""
        _, request = self.server.create_logout_request(destination, self.entity_id, name_id=self.name_id(nameId))
        return {"id": request.id, "url": self.redirect(request, False)}

    def read_logout_answer(self, url):
        """What our signed LogoutResponse says."""
        query = self.signed_query(url)
        xml = self.server.unravel(query["SAMLResponse"], BINDING_HTTP_REDIRECT)
        response = samlp.logout_response_from_string(xml)
        return {"to": response.in_response_to, "status": response.status.status_code.value}

    def signed_query(self, url):
        query = dict(parse_qsl(urlsplit(url).query))
        certificates = self.server.metadata.certs(self.server.metadata.keys()[0], "spsso", "signing")
        backend = self.server.sec.sec_backend
        if not any(verify_redirect_signature(query, backend, certificate) for certificate in certificates):
            raise ValueError("not signed by the key of the metadata")
        return query

    def redirect(self, message, is_response):
        sent = self.server.apply_binding(
            BINDING_HTTP_REDIRECT,
            str(message),
            message.destination,
            response=is_response,
            sign=True,
            sigalg=SIG_RSA_SHA256,
        )
        return dict(sent["headers"])["Location"]

    def name_id(self, text):
        return saml.NameID(format=saml.NAMEID_FORMAT_TRANSIENT, name_qualifier=self.entity_id, text=text)


def as_they_are(names):
    """Writes attributes by the names that they have here."""
    converter = AttributeConverter(saml.NAME_FORMAT_BASIC)
    converter.from_dict({"identifier": saml.NAME_FORMAT_BASIC, "to": {name: name for name in names}})
    return converter


def written(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read_certificate(pem):
    """What the strict reader of X.509 that others judge certificates with finds in one."""
    certificate = x509.load_pem_x509_certificate(pem.encode())
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies)
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    return {
        "subject": {part.oid.dotted_string: part.value for part in certificate.subject},
        "bits": certificate.public_key().key_size,
        "hash": certificate.signature_hash_algorithm.name,
        "usage": [name for name in (*names, "key_cert_sign", "crl_sign") if getattr(usage.value, name)],
        "authority": constraints.value.ca,
        "critical": [one.oid.dotted_string for one in certificate.extensions if one.critical],
        "policies": {
            policy.policy_identifier.dotted_string: [notice.explicit_text for notice in policy.policy_qualifiers]
            for policy in policies.value
        },
    }


def result(provider, name, arguments):
    try:
        return ACTIONS[name](provider, **arguments)
    except Exception as problem:
        return {"problem": f"{type(problem).__name__}: {problem}"}


ACTIONS = {
    "describe": Provider.describe,
    "answer": Provider.answer,
    "answerLogout": Provider.answer_logout,
    "askLogout": Provider.ask_logout,
    "readLogoutAnswer": Provider.read_logout_answer,
    "readCertificate": lambda _, pem: read_certificate(pem),
}

for line in sys.stdin:
    given = json.loads(line)
    with tempfile.TemporaryDirectory() as files:
        asked = Provider(given, files)
        print(json.dumps([result(asked, *action) for action in given["actions"]]), flush=True)
