"""Sets of states as bits in 64-bit words, and the duties of one year as planes of such sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
"""Sets of states, 64 to a word, along the last axis."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A duty of `debtors` to defend `target` against one of `against`, once `number` of `counted` attack it."""

    target: int
    debtors: Words
    against: Words
    counted: Words
    number: int


@dataclass(frozen=True, slots=True)
class Planes:
    """The duties that hold in one run.

    `offence`: `[target, creditor, word]`, the debtors that join the creditor's attack on the target; the
    first axis has length 1 where they do so whoever is the target. `defence`: `[target, adversary, word]`,
    the debtors that defend the target against the adversary; the second axis has length 1 where they do so
    against anybody. `thresholds`: duties of defence that also need further attackers.
    """

    offence: Words
    defence: Words
    thresholds: tuple[Threshold, ...] = ()


def width_of(n: int) -> int:
    return max(1, (n + 63) // 64)


def word_bits(n: int, width: int) -> Words:
    """The n sets of one state each."""
    bits = np.zeros((n, width), np.uint64)
    each = np.arange(n)
    bits[each, each >> 6] = np.uint64(1) << (each & 63).astype(np.uint64)
    return bits


def of_flags(
    debtor: NDArray[np.intp],
    creditor: NDArray[np.intp],
    defence: NDArray[np.bool_],
    offence: NDArray[np.bool_],
    n: int,
) -> Planes:
    """Directed flags of one year between states numbered 0 … n-1: the debtor owes the creditor."""
    width = width_of(n)
    return Planes(
        _plane(debtor[offence], creditor[offence], n, width)[None, :, :],
        _plane(debtor[defence], creditor[defence], n, width)[:, None, :],
    )


def _plane(debtor: NDArray[np.intp], creditor: NDArray[np.intp], n: int, width: int) -> Words:
    plane = np.zeros((n, width), np.uint64)
    np.bitwise_or.at(plane, (creditor, debtor >> 6), np.uint64(1) << (debtor & 63).astype(np.uint64))
    return plane


def rows_of(bits: int | None) -> Any:
    """An index of the states of a set; all of them where there is no limit."""
    if bits is None:
        return slice(None)
    return [i for i in range(bits.bit_length()) if bits >> i & 1]


def as_words(bits: int, width: int) -> Words:
    return np.frombuffer(bits.to_bytes(8 * width, "little"), "<u8").astype(np.uint64)


def numbers_in(words: Words) -> list[int]:
    """The states of one set, in order."""
    return [int(x) for x in np.flatnonzero(np.unpackbits(words.view(np.uint8), bitorder="little"))]
