"""A small grammar of English: find subject and verb of a plain statement, and turn it into a question.

It understands few sentences on purpose. Where it is unsure it answers None, and nothing is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainset.questions.phrases import is_adverb, is_noun_phrase, plural_subject
from trainset.questions.words import bases, is_plural, pasts, third, thirds, words

_LONGEST_SUBJECT = 9
_BREAKS = re.compile(r"[,;:()\u2014]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement in parts: subject, auxiliary (or nothing), adverbs, base form of the verb (or nothing), the rest.

    "The watcher quietly tracks moves" is ("The watcher", "", "quietly", "track", "moves"); "Files are hashed" is
    ("Files", "are", "", "", "hashed").
    """

    subject: str
    auxiliary: str
    adverbs: str
    verb: str
    rest: str
    past: str = ""

    @property
    def do(self) -> str:
        """The auxiliary of the question."""
        if self.auxiliary:
            return "can" if self.auxiliary == "cannot" else self.auxiliary
        if self.past:
            return "did"
        return "do" if plural_subject(self.subject) else "does"

    def question(self, subject: str | None = None, rest: str | None = None) -> str:
        """The words of the question after its question word: auxiliary, subject, verb, rest."""
        negation = "not" if self.auxiliary == "cannot" else ""
        said = self.rest if rest is None else rest
        if not self.auxiliary and self.do == "does":
            said = _COORDINATED.sub(_base_form, said)
        parts = [self.do, subject or self.subject, negation, self.adverbs, self.verb, said]
        return " ".join(part for part in parts if part)

    def statement(self, subject: str | None = None, rest: str | None = None) -> str:
        """The words in the order of a statement, with another subject or rest if given."""
        verb = self.past or self.verb
        verb = (
            verb
            if self.past or not verb or self.auxiliary or plural_subject(self.subject)
            else third(self.verb)
        )
        said = self.rest if rest is None else rest
        parts = [subject or self.subject, self.auxiliary, self.adverbs, verb, said]
        return " ".join(part for part in parts if part)


def parse(statement: str, *, short: bool = False) -> Clause | None:
    """The parts of a statement that starts with its subject, or None if they are not sure.

    `short` also takes a statement that ends with its verb, as headings do ("the daemon starts").
    """
    tokens = statement.rstrip(".").split()
    for at in range(1, min(len(tokens), _LONGEST_SUBJECT + 1)):
        subject = tokens[:at]
        if _BREAKS.search(" ".join(subject)):
            return None
        word = tokens[at].casefold()
        if word in words().auxiliaries and not _owns(tokens, at):
            if subject[-1].casefold() in words().prepositions or not is_noun_phrase(subject):
                return None
            return Clause(" ".join(subject), word, "", "", " ".join(tokens[at + 1 :]))
        skip = at
        while skip < len(tokens) - 1 and is_adverb(tokens[skip]):
            skip += 1
        base = _finite(tokens, skip, plural=plural_subject(" ".join(subject)), short=short)
        if base and is_noun_phrase(subject) and (skip + 1 < len(tokens) or short):
            adverbs = " ".join(tokens[at:skip])
            past = (
                tokens[skip] if tokens[skip].casefold() in pasts() and tokens[skip].casefold() != base else ""
            )
            return Clause(" ".join(subject), "", adverbs, base, " ".join(tokens[skip + 1 :]), past)
        if word in words().subordinators and word not in {"and", "or"}:
            return None
    return None


_COORDINATED = re.compile(
    r"(^|\b)(and|or|but|then|rather than) ((?:\w+ly )?)([a-z]+s)\b( (?:an?|the|each|every|its|their)\b)?"
)


def _base_form(found: re.Match[str]) -> str:
    """Know that "and publishes" as "and publish": a verb joined to the one that a question has put in its base form."""
    base = thirds().get(found.group(4), "")
    if not base or (base in words().noun_verbs and found.start() > 0 and not found.group(5)):
        return found.group()
    return f"{found.group(2)} {found.group(3)}{base}{found.group(5) or ''}"


_FRONT = re.compile(
    r"^(?:For|To|When|If|By|Unlike|In|On|At|Before|After|During|Once|While|Upon|With|Without|Rather than|Instead of|As|From|"
    r"Through|Using|Whenever|Until|Because|Since|Although|Based on|Beyond|Leveraging|Combining|Despite|Where|Under|Within|"
    r"Across)\b[^,]*(?:,[^,]{1,40})?, "
)


def parse_main(sentence: str) -> Clause | None:
    """The parts of a sentence's main clause, which may follow an opening phrase and a comma."""
    return parse(sentence) or parse(_FRONT.sub("", sentence, count=1))


def ends_as_sentence(phrase: str) -> bool:
    """Whether what looks like a noun phrase with a relative clause goes on as a sentence: "a box that is full is sent"."""
    tokens = [token.casefold() for token in phrase.split()]
    start = next(
        (at for at, token in enumerate(tokens) if token in {"whose", "that", "which", "who", "where"}), None
    )
    if start is None:
        return False
    finite = [
        at
        for at in range(start + 1, len(tokens))
        if tokens[at].rstrip(",.;") in words().auxiliaries | set(thirds())
    ]
    if len(finite) < 2:
        return False
    between = tokens[finite[0] : finite[1]]
    joins = {"and", "or", "but", "that", "which", "when", "where", "who", "if", "so", "because", "while"}
    return not any(
        token in joins or token.endswith((",", ";", "(")) or token.startswith("(") for token in between
    )


def has_verb(sentence: str) -> bool:
    """Whether a sentence has a finite verb, as far as its words show; notes often have none."""
    tokens = [token.casefold().strip("\"'(),.;:") for token in sentence.split()]
    if any(token in words().auxiliaries or token in pasts() for token in tokens[1:]):
        return True
    if any(token in thirds() for token in tokens[1:]) and tokens[0] not in thirds():
        return True
    return any(token in bases() and is_plural(tokens[at]) for at, token in enumerate(tokens[1:]))


def _owns(tokens: list[str], at: int) -> bool:
    """Whether "has" or "does" at a place is the verb itself: no participle or verb follows."""
    if tokens[at].casefold() not in {"has", "have", "had", "does", "do", "did"}:
        return False
    follows = tokens[at + 1].casefold().rstrip(",.;") if at + 1 < len(tokens) else ""
    if tokens[at].casefold() in {"does", "do", "did"}:
        return follows != "not" and follows not in bases()
    return not follows.endswith(("ed", "en", "un")) and follows not in {"to", "been", "no", "not", *pasts()}


def _finite(tokens: list[str], at: int, *, plural: bool, short: bool) -> str:
    """The base form of the finite verb at a place, or nothing."""
    word = tokens[at].casefold()
    follows = tokens[at + 1].casefold() if at + 1 < len(tokens) else ""
    if (
        tokens[at] != word
        or follows in words().auxiliaries
        or thirds().get(follows.rstrip(",.;"), "have") not in words().noun_verbs | {"have"}
    ):
        return ""
    linked = words().prepositions | words().subordinators | words().adverbs
    transitive = follows not in linked and not follows.endswith("ly")
    if word in pasts() and word not in bases() and (short or transitive) and _ends_clause(tokens, at):
        return pasts()[word]
    if plural:
        fits = word in bases() and word not in words().prepositions | words().subordinators
        fits = fits and (
            word not in words().noun_verbs or is_plural(tokens[at - 1]) or tokens[at - 1].endswith("ly")
        )
        return word if fits and tokens[at - 1].casefold() not in words().determiners else ""
    base = thirds().get(word, "")
    noun_before_verb = follows in bases() and follows not in words().noun_verbs
    doubtful = base in words().noun_verbs and (noun_before_verb or (not transitive and not short))
    return "" if doubtful else base


def _ends_clause(tokens: list[str], at: int) -> bool:
    """Whether no other finite verb follows, so that a form such as "stored" is not a participle."""
    later = [token.casefold().rstrip(",.;:") for token in tokens[at + 1 :]]
    return not any(word in words().auxiliaries or word in thirds() for word in later)
