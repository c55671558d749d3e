"""How a certificate stands."""

from ..foundation.kernel.words import N_, Labelled


class CertificateState(Labelled):
    VALID = "valid", N_("Certificate is valid")
    REVOKED = "revoked", N_("Certificate is revoked")
    REPLACED = "replaced", N_("Certificate is replaced by a newer one")


TONES = {CertificateState.VALID: "green", CertificateState.REVOKED: "red", CertificateState.REPLACED: "grey"}
