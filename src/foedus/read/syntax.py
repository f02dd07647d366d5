"""Small questions to a dependency parse: who is the subject, what hangs where, how far a phrase goes.

Tokens are spaCy's; every function here is pure and looks no further than one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
OBJECTS = ("dobj", "obj", "attr", "oprd")
RELATIVES = frozenset({"who", "which", "that", "whom"})
_LIMIT = 12  # steps up a tree: a guard against odd parses


def child(token: Any, *deps: str) -> Any | None:
    """The first child with one of these relations."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def children(token: Any, *deps: str) -> list[Any]:
    return [c for c in token.children if c.dep_ in deps]


def with_conjuncts(token: Any) -> list[Any]:
    """The token and what is joined to it by `and`, `or`, commas, in order."""
    out: list[Any] = []
    queue = [token]
    while queue and len(out) < 40:
        t = queue.pop(0)
        out.append(t)
        queue.extend(c for c in t.children if c.dep_ == "conj" and c not in out)
    return out


def is_verb(token: Any) -> bool:
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def misread(verb: Any) -> bool:
    """`Hackers from Iran defaced Danish sites` taken for a noun phrase: the verb hangs on its own object."""
    if verb.dep_ != "amod" or verb.tag_ not in ("VBN", "VBD") or is_verb(verb.head):
        return False
    return (
        any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.head.children)
        and child(verb.head, "cop") is None
    )


def passive(verb: Any) -> bool:
    if misread(verb):
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod", "relcl", "advcl") and not any(
        c.dep_ in ("aux", "nsubj") for c in verb.children
    ):
        return True
    if (
        verb.dep_ == "conj"
        and verb.head.tag_ == "VBN"
        and not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    ):
        return passive(verb.head) and child(verb, "dobj") is None
    return False


_TEXTS = frozenset(
    "declaration statement letter note message resolution telegram communique communiqué "
    "speech ultimatum petition motion document".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def grammatical_subject(verb: Any, depth: int = 0) -> Any | None:
    """The subject of a verb, its own or inherited (conjunction, control, participle, relative clause)."""
    own = child(verb.head, "nsubj") if misread(verb) else child(verb, *SUBJECTS)
    if own is None:
        own = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("npadvmod", "dep")
                and c.tag_ == "NNP"
                and c.i < verb.i
                and not c.ent_type_
                and verb.tag_ in ("VBD", "VBZ", "VBP")
                and c.lower_ not in _DAYS
            ),
            None,
        )
    if own is not None:
        if (
            own.lower_ in RELATIVES
            and own.tag_ in ("WDT", "WP", "IN", "DT")
            and verb.dep_ in ("relcl", "acl", "ccomp", "advcl")
        ):
            return antecedent(verb)
        return own
    if depth > _LIMIT or verb.head == verb:
        return None
    return _inherited(verb, depth)


def _inherited(verb: Any, depth: int) -> Any | None:
    head, dep = verb.head, verb.dep_
    if dep in ("acl", "relcl"):
        if verb.tag_ == "VBG" and dep == "acl" and head.lemma_.lower() in _TEXTS:  # 'a note demanding that'
            return controller(head) or head
        if verb.tag_ in ("VB",) and not is_verb(head):  # 'a plan to attack', 'its decision to leave'
            return controller(head)
        return head
    if dep == "amod":
        return head
    if dep in ("pcomp", "prep"):
        return _of_preposition(head, depth)
    if dep in ("xcomp", "ccomp") and is_verb(head):
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
        if objects and head.lemma_ not in _SUBJECT_CONTROL and not passive(head):
            return objects[0]
        return grammatical_subject(head, depth + 1)
    if dep in ("xcomp", "acomp") or head.pos_ in ("ADJ",):
        return grammatical_subject(head, depth + 1) if head.head != head else None
    if dep in ("conj", "advcl", "dep", "aux", "parataxis") and is_verb(head):
        return grammatical_subject(head, depth + 1)
    if dep == "conj" and not is_verb(head):
        return _inherited(head, depth + 1) if head.head != head else None
    return None


_SUBJECT_CONTROL = frozenset(
    {"promise", "vow", "pledge", "threaten", "use", "take", "need", "have", "hold", "sign", "seek"}
)


def _of_preposition(prep: Any, depth: int) -> Any | None:
    """The subject of a gerund after a preposition: 'by flying', 'accused X of firing', 'a goal of leaving'."""
    head = prep.head
    if prep.dep_ not in ("prep", "agent", "pcomp", "dep", "pobj"):
        return None
    if is_verb(head):
        if prep.lower_ in ("of", "for", "from", "against", "into"):
            found = child(head, "dobj") or (child(head, "nsubjpass") if passive(head) else None)
            if found is not None:
                return found
        return grammatical_subject(head, depth + 1)
    if head.pos_ in ("NOUN", "PROPN"):
        above = head.head.head if head.dep_ == "pobj" else head.head
        if prep.lower_ == "of" and is_verb(above) and above.lemma_ in ("accuse", "suspect", "convict"):
            return child(above, "dobj")  # `accused countries with arms of threatening others`
        return controller(head)
    if head.pos_ == "ADJ":
        return grammatical_subject(head.head, depth + 1) if is_verb(head.head) else None
    return None


def controller(noun: Any) -> Any | None:
    """Who is behind a noun: its possessor or agent, else the subject of the verb it hangs on."""
    owner = child(noun, "poss")
    if owner is not None and owner.lower_ != "whose":
        return owner
    for prep in children(noun, "prep"):
        if prep.lower_ in ("by", "from"):
            found = child(prep, "pobj")
            if found is not None:
                return found
    for modifier in noun.children:
        if modifier.dep_ in ("amod", "compound", "nmod") and modifier.text[:1].isupper():
            return modifier
    above = noun
    for _ in range(_LIMIT):
        if above.head == above:
            return None
        if is_verb(above.head):
            if above.dep_ in ("nsubj", "nsubjpass"):
                return None
            return grammatical_subject(above.head, 1)
        above = above.head
    return None


def antecedent(verb: Any) -> Any | None:
    """The noun that a relative clause hangs on."""
    t = verb
    for _ in range(_LIMIT):
        if t.dep_ in ("relcl", "acl"):
            return t.head
        if t.dep_ in ("conj", "xcomp", "ccomp", "advcl") and t.head != t:
            if t.dep_ in ("ccomp", "advcl") and t.head.pos_ in ("NOUN", "PROPN"):
                return t.head
            t = t.head
            continue
        return None
    return None


def agent(verb: Any) -> Any | None:
    """Who did it, in a passive clause: 'by X'."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            found = child(c, "pobj")
            if found is not None and found.ent_type_ != "DATE":
                return found
    for c in verb.subtree:  # `bombed three times during the day by German aircraft`
        if c.i > verb.i and c.lower_ == "by" and c.head.pos_ == "NOUN" and c.head.lemma_ in _TIMES:
            return child(c, "pobj")
    return None


_TIMES = frozenset("day time night hour week month year morning evening afternoon dawn noon".split())


def logical_subject(verb: Any) -> Any | None:
    return agent(verb) if passive(verb) else grammatical_subject(verb)


def logical_objects(verb: Any) -> list[Any]:
    if passive(verb):
        subject = grammatical_subject(verb)
        return ([subject] if subject is not None else []) + children(verb, "dobj", "oprd")
    if misread(verb):
        return [verb.head]
    found = children(verb, "dobj", "dative", "obj")
    if not found:
        found = _behind_adverb(verb)
    if not found and verb.dep_ == "relcl":  # 'the arms that it sent'
        own = child(verb, "nsubj")
        if own is not None and own.lower_ not in RELATIVES:
            found = [verb.head]
    return found


def _behind_adverb(verb: Any) -> list[Any]:
    """`suspended in full a 2018 agreement`: the parser takes the object into the adverb."""
    doc = verb.doc
    return [
        o
        for prep in children(verb, "prep")
        if prep.lower_ in ("in", "on") and prep.i == verb.i + 1 and prep.i + 2 < len(doc)
        if doc[prep.i + 1].lower_
        in ("full", "part", "principle", "effect", "turn", "vain", "public", "person")
        if doc[prep.i + 2].tag_ in ("DT", "PRP$", "NNP", "CD")
        for o in children(prep, "pobj")
        if o.i > prep.i + 2
    ]


def subtree_ends(token: Any) -> tuple[int, int]:
    """First and last token index of what hangs on a token."""
    return token.left_edge.i, token.right_edge.i


def finite_clause(verb: Any) -> bool:
    """A clause with a subject of its own: reading for another verb stops at its door."""
    return verb.dep_ in ("relcl", "advcl", "ccomp", "parataxis", "csubj") and any(
        c.dep_ in SUBJECTS for c in verb.children
    )


def domain(token: Any, *, into_complements: bool = True) -> Iterator[Any]:
    """Tokens below `token` in reading order of nearness, stopping at finite clauses and the subject."""
    queue = [c for c in token.children if c.dep_ not in SUBJECTS and c.dep_ not in ("conj", "cc", "punct")]
    steps = 0
    while queue and steps < 200:
        t = queue.pop(0)
        steps += 1
        yield t
        for c in t.children:
            if is_verb(c) and (
                c.dep_ in ("relcl", "advcl", "parataxis") or (finite_clause(c) and not into_complements)
            ):
                continue
            if c.dep_ == "conj" and is_verb(c):
                continue
            queue.append(c)


def ancestors(token: Any) -> Iterator[Any]:
    t = token
    for _ in range(40):
        if t.head == t:
            return
        t = t.head
        yield t


def phrase(token: Any) -> tuple[int, int]:
    """Token span of a noun phrase without its relative clauses, appositions and trailing clauses."""
    first = last = token.i
    stack = [token]
    while stack:
        t = stack.pop()
        first, last = min(first, t.i), max(last, t.i)
        for c in t.children:
            if c.dep_ in (
                "relcl",
                "acl",
                "appos",
                "punct",
                "advcl",
                "cc",
                "conj",
                "preconj",
                "parataxis",
                "dep",
            ) and not (c.dep_ == "punct" and c.tag_ == "HYPH"):
                continue
            stack.append(c)
    return first, last
