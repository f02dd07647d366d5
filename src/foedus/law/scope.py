"""Where the attack fell, and whether the clause reaches so far.

A site is the creditor's own territory, land that it runs or claims, a named place, or waters and lands in
the zones of the treaty. Each function answers with a `When`: yes, no, or contested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from foedus.law.contested import ALWAYS, NEVER, When, open_point
from foedus.model.actor import StateId
from foedus.model.fact import Site
from foedus.model.norm import Area

_NO_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """`Senkaku Islands` as `senkaku-islands`: how a place is named in ids."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return _NO_LETTER.sub("-", plain).strip("-")


def names_site(names: Collection[str], site: Site) -> bool:
    """Does one of the names mean this site, a place around it, or the state whose territory it is?"""
    if not names:
        return False
    own = {slug(site.name), *(slug(w) for w in site.within)}
    if site.special:
        own.add(slug(site.special))
        own |= {slug(s) for s in (site.administered_by,) if s}
    else:
        own |= {slug(s) for s in (site.sovereign, site.administered_by) if s}
    return any(slug(n) in own for n in names)


def own_territory(site: Site, state: StateId, *, administered: bool = True) -> When:
    """Is the site the state's own territory (with what it runs, where `administered`)?"""
    if site.sovereign == state and site.administered_by in (state, None):
        return ALWAYS
    if site.administered_by == state and administered and site.sovereign in (state, None):
        return ALWAYS
    by_right = site.sovereign == state  # its own, in another's hands
    if by_right and not administered:
        return ALWAYS
    if by_right or state in (site.administered_by, *site.claimed_by):
        of = f"as territory of {{{state}}}"
        return _contested(f"{site_name(site)} counts {of}", f"{site_name(site)} does not count {of}")
    return NEVER


def beyond(site: Site, attacker: StateId) -> When:
    """Did the blow fall beyond the attacker's own land? On land that most hold to be its own, whether force
    against those who hold it is an armed attack on them is contested.
    """
    if site.sovereign != attacker:
        return ALWAYS
    force = f"force used on {{{attacker}}}'s own land ({site_name(site)})"
    return _contested(f"{force} counts as an armed attack", f"{force} is no armed attack")


def reaches(
    area: Area,
    site: Site,
    creditor: StateId,
    parties: Collection[StateId],
    struck: str | None,
) -> When:
    """Does the clause's area take in an attack on the creditor at this site?

    Args:
        area: the area of the clause.
        site: where the attack fell.
        creditor: the state attacked.
        parties: the parties on the day; in zones, only their territory counts unless the area says `anywhere`.
        struck: what was struck there (`forces`, `public-vessel`, `aircraft`), if not the land itself.
    """
    if struck and struck in area.objects and not _of_third(site, creditor, parties):
        zones = area.object_zones or area.zones
        if not zones or set(zones) & set(site.zones):
            return ALWAYS
    if area.exclude and names_site(area.exclude, site):
        return NEVER
    if area.contested and names_site(area.contested, site):
        where = site_name(site)
        return _contested(
            f"{where} lies in the area of the treaty", f"{where} lies outside the area of the treaty"
        )
    if area.include and names_site(area.include, site):
        return ALWAYS
    if area.scope == "any":
        return ALWAYS
    if area.scope == "territory":
        return own_territory(site, creditor, administered=area.administered)
    return _in_zones(area, site, creditor, parties)


def _of_third(site: Site, creditor: StateId, parties: Collection[StateId]) -> bool:
    """Land of a state that is no party: forces and vessels there are not in the area, at sea they are."""
    return site.sovereign is not None and not {site.sovereign, site.administered_by} & {creditor, *parties}


def _in_zones(area: Area, site: Site, creditor: StateId, parties: Collection[StateId]) -> When:
    if not set(area.zones) & set(site.zones):
        return NEVER
    if area.anywhere:
        return ALWAYS
    whose = own_territory(site, creditor)
    if whose is ALWAYS or site.sovereign in parties or site.administered_by in parties:
        return ALWAYS
    return whose


def site_name(site: Site) -> str:
    """The place as given; a state's own territory by the state, `{KOR}`."""
    return f"{{{site.sovereign}}}" if site.special is None and site.name == site.sovereign else site.name


def _contested(says: str, denies: str) -> When:
    return open_point(says, says, denies)
