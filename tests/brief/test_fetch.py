import socket

import pytest

from foedus.brief.fetch import fetched, public_address
from foedus.errors import InputError


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fd00::1"]
)
def test_addresses_of_this_network_are_refused(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", (address, 80))])
    with pytest.raises(InputError, match="not public"):
        public_address("news.example", 80)


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    rows = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: rows)
    with pytest.raises(InputError, match="not public"):
        fetched("http://news.example/a", max_bytes=1000)


def test_only_web_addresses_are_fetched():
    with pytest.raises(InputError, match="only http"):
        fetched("file:///etc/hostname", max_bytes=1000)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    seen = []

    def refuse(address, timeout):
        seen.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", ("93.184.216.34", 80))])
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(InputError, match="no answer"):
        fetched("http://news.example/a", max_bytes=1000)
    assert seen == [("93.184.216.34", 80)]
