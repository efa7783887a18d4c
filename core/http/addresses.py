"""Which addresses of the Internet are public: all others are somebody's house."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last 32 bits, which a gateway will connect to."""

LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
"""RFC 8215: the same, inside one network."""

COMPATIBLE = IPv6Network("::/96")
"""RFC 4291, 2.5.5.1: deprecated; still taken for the IPv4 address by some systems."""


def is_public(address: str) -> bool:
    """Whether an IP address, in any of its spellings, is one that anybody on the Internet can reach."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv4Address):
        return _is_public_v4(parsed)
    inner = _embedded(parsed)
    if inner is not None:
        return _is_public_v4(inner)
    if parsed in LOCAL_NAT64 or parsed in COMPATIBLE or parsed.teredo is not None:
        return False
    inside = parsed.is_multicast or parsed.is_reserved or parsed.is_site_local
    return parsed.is_global and not inside


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4 or NAT64."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved
