"""What happens to certificates. No names."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from ..foundation.kernel.words import N_


def rule_id(from_on: date) -> UUID:
    """The id under which the journal keeps a rule, which itself goes by its day."""
    return uuid5(NAMESPACE_OID, f"certificate_rule:{from_on.isoformat()}")


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    certificate_id: UUID
    number: str
    from_on: date
    to_on: date
    minutes: int
    about: ClassVar[str] = "certificate"
    words: ClassVar[str] = N_("Certificate issued")


@dataclass(frozen=True, slots=True)
class CertificateReplaced:
    certificate_id: UUID
    number: str
    about: ClassVar[str] = "certificate"
    words: ClassVar[str] = N_("Certificate replaced by a newer one")


@dataclass(frozen=True, slots=True)
class CertificateLowered:
    certificate_id: UUID
    before: int
    minutes: int
    about: ClassVar[str] = "certificate"
    words: ClassVar[str] = N_("Certificate counts fewer hours after a correction")


@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    certificate_id: UUID
    volunteer_id: UUID
    number: str
    minutes: int
    least_minutes: int
    about: ClassVar[str] = "certificate"
    words: ClassVar[str] = N_("Certificate revoked: the hours fell below the rule")


@dataclass(frozen=True, slots=True)
class CertificateRuleSet:
    rule_id: UUID
    from_on: date
    least_minutes: int
    about: ClassVar[str] = "certificate_rule"
    words: ClassVar[str] = N_("Rule of certificates made")


@dataclass(frozen=True, slots=True)
class CertificateRuleTakenBack:
    rule_id: UUID
    from_on: date
    least_minutes: int
    about: ClassVar[str] = "certificate_rule"
    words: ClassVar[str] = N_("Rule of certificates taken back before its first day")
