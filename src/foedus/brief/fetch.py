"""`--fetch`: one page from the web, only on request, and never from this machine's own network.

The address is resolved once, refused unless it is public, and the connection goes to that very address, so
that a name cannot point elsewhere between the check and the call; each redirect is checked again.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
from functools import partial
from urllib.parse import SplitResult, urljoin, urlsplit

from foedus import __version__
from foedus.errors import InputError, shown

REDIRECTS = 5
TIMEOUT = 20.0  # seconds, for the connection and for each read


def fetched(url: str, *, max_bytes: int) -> bytes:
    """The page's bytes.

    Raises:
        InputError: an address that is not public, an answer other than 200, too large, or none in time.
    """
    for _ in range(REDIRECTS + 1):
        status, target, body = _get(urlsplit(url), max_bytes)
        if status in (301, 302, 303, 307, 308) and target:
            url = urljoin(url, target)
            continue
        if status != 200:
            raise _failed(url, f"the server answers {status}")
        if len(body) > max_bytes:
            raise _failed(url, f"the page is over the limit of {max_bytes:,} bytes")
        return body
    raise _failed(url, f"more than {REDIRECTS} redirects")


def _get(url: SplitResult, max_bytes: int) -> tuple[int, str | None, bytes]:
    host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    if url.scheme not in ("http", "https") or not host:
        raise _failed(url.geturl(), "only http and https are fetched")
    address = public_address(host, port)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(host, port, timeout=TIMEOUT)
    checked = partial(_connect, address, port)  # http.client asks this attribute for its socket
    connection.__dict__["_create_connection"] = checked
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        connection.request(
            "GET", path, headers={"User-Agent": f"foedus/{__version__}", "Accept": "text/html"}
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location"), answer.read(max_bytes + 1)
    except (OSError, http.client.HTTPException, ValueError) as e:
        raise _failed(url.geturl(), f"no answer ({type(e).__name__})") from None
    finally:
        connection.close()


def _connect(address: str, port: int, _given: object, timeout: float, *_more: object) -> socket.socket:
    return socket.create_connection((address, port), timeout)


def public_address(host: str, port: int) -> str:
    """The first address of the host, if all of them are public.

    Raises:
        InputError: where the name does not resolve, or any address is private, loopback or link-local.
    """
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise _failed(host, "the name does not resolve") from None
    if not found or any(not ipaddress.ip_address(a.split("%")[0]).is_global for a in found):
        raise _failed(host, "the address is not public")
    return found[0]


def _failed(url: str, why: str) -> InputError:
    return InputError(
        f"not fetched: {why}", where=shown(url), hint="Save the page and give the file.", code="fetch"
    )
