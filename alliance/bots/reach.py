"""Where the portal speaks to: the chat programs by name, webhooks only outside the networks of whoever runs the portal.

A webhook's address is typed by a member: without this it could lead to the portal's own neighbours, or to the page of
a cloud that gives out keys.
"""

import re
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, parse_qs, urlsplit

from ..foundation.kernel.words import N_
from .model import TAIL_LENGTH
from .vocabulary import BotKind

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]")
WEBHOOK_PORTS = {443, 8443}
KEY_LEAST = 8
GIVEN_OUT = IPv6Network("2000::/3")
CARRIES_IPV4 = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
"""They lead to an IPv4 address that is written inside them."""
CLOUDS_OWN = frozenset({IPv4Address("168.63.129.16")})
"""A public number behind which a cloud answers only its own machines, with what is theirs."""
CROOKED = re.compile(r"//|%2e|/\.{1,2}(?=/|$)", re.IGNORECASE)
"""A path that some server on the way reads as another path."""
ONE_SEGMENT = re.compile(r"[\w-]+", re.ASCII)

NO_ADDRESS = N_("An address that begins with https://, as the group's settings show it.")
OTHER_HOST = N_("This is no address of such a bot. It begins with %(begins)s")
NO_KEY = N_("The address is cut short: copy all of it.")
INSIDE = N_("This address leads into a network to which the portal does not speak.")
OTHER_PORT = N_("A webhook is reached at port 443 or 8443.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where bots of a kind live: `host`, `path` before the part that is secret, or `key`, the argument that is."""

    host: str
    path: str
    key: str = ""

    def leads(self, path: str) -> bool:
        """Whether this is the path of such a bot, and no other one of its host."""
        if self.key:
            return path == self.path
        rest = path.removeprefix(self.path)
        return path.startswith(self.path) and (not rest or ONE_SEGMENT.fullmatch(rest) is not None)


PLACES: Mapping[BotKind, Place] = {
    BotKind.WECOM: Place("qyapi.weixin.qq.com", "/cgi-bin/webhook/send", "key"),
    BotKind.DINGTALK: Place("oapi.dingtalk.com", "/robot/send", "access_token"),
    BotKind.FEISHU: Place("open.feishu.cn", "/open-apis/bot/v2/hook/"),
}


class OutOfReach(Exception):
    """The portal does not speak to this address. `words`: why, a msgid, which `params` fill."""

    def __init__(self, words: str, **params: str) -> None:
        self.words, self.params = words, params
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Reach:
    """`hosts`: further ones (`name` or `name:port`) on which the chat programs run, as an operator has listed them.
    `loopback`: bots on this machine are reached, without a certificate too; for tests alone."""

    hosts: frozenset[str] = frozenset()
    loopback: bool = False

    def check(self, kind: BotKind, address: str) -> SplitResult:
        """The parts of an address that may be kept; raises OutOfReach. No name is asked for here."""
        parts = _parts(address)
        if self.loopback and _on_loopback(parts):
            return parts
        if parts.scheme != "https":
            raise OutOfReach(NO_ADDRESS)
        if kind is BotKind.WEBHOOK:
            _check_webhook(parts)
        else:
            self._check_place(PLACES[kind], parts)
        return parts

    def _check_place(self, place: Place, parts: SplitResult) -> None:
        netloc = parts.netloc.lower()
        official = netloc in {place.host, f"{place.host}:443"}
        if not (official or netloc in self.hosts) or not place.leads(parts.path):
            raise OutOfReach(OTHER_HOST, begins=f"https://{place.host}{place.path}")
        if len(secret_part(place, parts)) < KEY_LEAST:
            raise OutOfReach(NO_KEY)

    def open_addresses(self, kind: BotKind, host: str, port: int) -> Sequence[str]:
        """The numbers behind a name, for a webhook all of them outside; raises OutOfReach, or OSError where there are
        none. The caller connects to these, not to the name: it may say something else when it is asked again. The chat
        programs' hosts are listed, so their numbers are the operator's affair."""
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)]
        if kind is BotKind.WEBHOOK:
            for number in found:
                own = self.loopback and ip_address(number).is_loopback
                if not own and not is_outside(number):
                    raise OutOfReach(INSIDE)
        return list(dict.fromkeys(found))


def is_outside(number: str) -> bool:
    """Whether an address belongs to the public internet, by itself and by the one that it carries."""
    address: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    public = address.is_global and not address.is_multicast and not address.is_reserved
    public = public and address not in CLOUDS_OWN
    if isinstance(address, IPv4Address):
        return public
    return public and address in GIVEN_OUT and not any(address in network for network in CARRIES_IPV4)


def secret_part(place: Place | None, parts: SplitResult) -> str:
    """What of an address nobody else may know."""
    if place is None:
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    if place.key:
        return parse_qs(parts.query).get(place.key, [""])[0]
    return parts.path.removeprefix(place.path)


def tail(kind: BotKind, parts: SplitResult) -> str:
    """The end of what is secret, by which its keeper knows it; nothing where it would be half of it."""
    secret = secret_part(PLACES.get(kind), parts)
    return secret[-TAIL_LENGTH:] if len(secret) > 2 * TAIL_LENGTH else ""


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as damaged:
        raise OutOfReach(NO_ADDRESS) from damaged
    sound = address.isascii() and not set(address) & set(' "<>\\^`{|}') and HOST.fullmatch(_bracketed(host))
    if not sound or "@" in parts.netloc or parts.fragment or CROOKED.search(parts.path):
        raise OutOfReach(NO_ADDRESS)
    return parts


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _on_loopback(parts: SplitResult) -> bool:
    return parts.scheme in {"http", "https"} and parts.hostname in {"127.0.0.1", "::1", "localhost"}


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _check_webhook(parts: SplitResult) -> None:
    host = parts.hostname or ""
    if (parts.port or 443) not in WEBHOOK_PORTS:
        raise OutOfReach(OTHER_PORT)
    if (_is_number(host) and not is_outside(host)) or host == "localhost" or host.endswith((".local", ".internal")):
        raise OutOfReach(INSIDE)
