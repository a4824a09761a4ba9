"""What is known of the request being served: its id for the trail and the logs, and where it came from."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="")
Address = IPv4Address | IPv6Address


def client_address(request: HttpRequest) -> str:
    """The address the request came from: what our own proxies wrote of it, read from the last one back.

    Only an address named in ``CQO_TRUSTED_PROXIES`` is believed; what stands before the first other one in
    ``X-Forwarded-For`` was written by whoever sent the request.
    """
    nearest: str = request.META.get("REMOTE_ADDR", "")
    if not from_trusted_proxy(request):
        return nearest
    for hop in reversed(request.headers.get("x-forwarded-for", "").split(",")):
        address = _address(hop)
        if address is None:
            break
        nearest = str(address)
        if not _is_trusted(address):
            break
    return nearest


def address_to_count(request: HttpRequest) -> str | None:
    """The address under which failed sign-ins are counted."""
    return client_address(request) or None


def from_trusted_proxy(request: HttpRequest) -> bool:
    """Whether the connection is one of our own proxy's; through a socket of the machine it has no address."""
    peer = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return False
    address = _address(peer)
    return not peer or (address is not None and _is_trusted(address))


def networks(words: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses and networks as they are written in the settings; ValueError for anything else."""
    return tuple(ip_network(word, strict=False) for word in words)


_networks = cache(networks)


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


def _address(text: str) -> Address | None:
    """An address as proxies write it, with or without its port; None for ``unknown`` and the like."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
