"""The toy dataset's bytes and what its server is told to do."""

import hashlib
from dataclasses import dataclass, field

BODY = b"ccode,year,deaths\n" + b"".join(b"%d,%d,%d\n" % (c, 1900, c - 11) for c in range(2, 900))


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Server:
    """What the server does: bytes sent before it hangs up, whether it knows ranges, its status."""

    url: str = ""
    body: bytes = BODY
    cut: int | None = None
    ranges: bool = True
    status: int = 200
    asked: list[str | None] = field(default_factory=list)
