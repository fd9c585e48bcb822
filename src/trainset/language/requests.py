"""Request candidates: the families of patterns, their slots filled, their forms written as queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainset.draw import Draw
from trainset.example import Example, QARow, RequestProvenance, RequestRow
from trainset.language.bank import is_dev, load_bank
from trainset.language.contrast import load_contrasts
from trainset.language.families import Families, Member, check_weights, drawn
from trainset.language.followup import changed, load_followups
from trainset.language.lexicon_file import load_lexicon
from trainset.language.pattern import Pattern, Reply, fill, worded
from trainset.language.style import Styled, load_style, styled
from trainset.language.vocabulary import vocabulary
from trainset.pack import KINDS
from trainset.semantics.difficulty import difficulty
from trainset.semantics.form import Search
from trainset.semantics.notation import print_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.language.bank import Entry
    from trainset.language.contrast import Contrasts
    from trainset.language.followup import FollowUp
    from trainset.language.lexicon import Lexicon
    from trainset.language.pattern import Utterance
    from trainset.language.style import Style
    from trainset.pack import Kind, Pack, Sampling
    from trainset.semantics.form import Form
    from trainset.semantics.resolve import Setting
    from trainset.semantics.schema import Schema
    from trainset.values import Values

_ATTEMPTS = 4  # to find a follow-up that fits a request
_LOWER_CASE = 0.45  # so many requests begin with a small letter, as typed ones do


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything that requests are made from."""

    schema: Schema
    setting: Setting
    lexicon: Lexicon
    bank: tuple[Entry, ...]
    contrasts: Contrasts
    followups: tuple[FollowUp, ...]
    style: Style
    sampling: Sampling

    def families(self, seed: int) -> Mapping[Kind, Families]:
        """The families of each kind of request under a seed."""
        draw = Draw.seeded(seed, "requests")
        return {
            kind: Families(kind, self.bank, self.lexicon, self.contrasts, self.sampling, draw)
            for kind in KINDS
        }


def load_speech(pack: Pack, schema: Schema, setting: Setting, values: Values) -> Speech:
    """The words of a pack.

    Raises:
        PackError: an entry of lexicon or bank that cannot be used, or a weight for requests that nothing can say.
    """
    lexicon = load_lexicon(pack, schema, values)
    bank = load_bank(pack.path("bank"), schema, lexicon.slots, values)
    contrasts = load_contrasts(pack.path("lexicon", "contrasts.toml"), schema, values)
    searched = pack.sampling.searched
    followups = load_followups(pack.path("lexicon", "followups.txt"), searched, schema, lexicon.slots, values)
    style = load_style(pack.path("lexicon", "style.toml"), vocabulary(bank, lexicon))
    speech = Speech(schema, setting, lexicon, bank, contrasts, followups, style, pack.sampling)
    check_weights(speech.families(0), pack)
    return speech


def realised(member: Member, speech: Speech) -> Example:
    """A member of a family as a candidate for a row."""
    entry = member.entry
    if isinstance(entry, Reply):
        return Example(
            QARow(
                _cased(worded(entry.pieces, member.fillers), member.draw),
                worded(entry.answer, member.fillers),
            ),
            RequestProvenance(logical_form="", pattern=entry.id, defaults=(entry.reason,)),
        )
    return _request(entry, member, speech)


def development(speech: Speech, seed: int) -> tuple[Example, ...]:
    """The entries of the bank that are kept for development, each with its slots filled once, plainly said."""
    draw = Draw.seeded(seed, "development")
    members = (
        Member(entry, drawn(entry.slots, speech.lexicon, draw.under(entry.id)), draw.under(entry.id), "plain")
        for entry in speech.bank
        if is_dev(entry)
    )
    return tuple(realised(member, speech) for member in members)


def _request(pattern: Pattern, member: Member, speech: Speech) -> Example:
    utterance = fill(pattern, {slot: member.fillers[slot] for slot in pattern.slots})
    query = to_graphql(resolve(utterance.form, speech.setting), speech.schema)
    said = Styled(utterance)
    if not pattern.verbatim:
        # People of the bank have their own ways to open and close; and a contrast is one word, so its twins are said alike.
        framed = not pattern.id.startswith("bank/")
        said = styled(utterance, speech.style, member.draw, framed=framed) if not member.contrast else said
        said = replace(said, utterance=replace(said.utterance, text=_cased(said.utterance.text, member.draw)))
    return Example(
        RequestRow(said.utterance.text, query),
        RequestProvenance(
            logical_form=print_form(utterance.form),
            pattern=pattern.id,
            alignment=said.utterance.alignment,
            defaults=pattern.defaults,
            difficulty=difficulty(utterance.form),
            contrast=member.contrast,
            style=said.names,
        ),
    )


@dataclass(frozen=True, slots=True)
class Next:
    """A turn that could follow a request: a candidate for a row, and the form that its words say by themselves, if they say one."""

    example: Example
    said: str


def next_turn(member: Member, speech: Speech) -> Next | None:
    """What somebody could say after a request, for the share of searches that the pack wants followed."""
    entry, draw = member.entry, member.draw.under("next")
    if (
        isinstance(entry, Reply)
        or not isinstance(entry.form, Search)
        or entry.form.collection != speech.sampling.searched
    ):
        return None
    if not speech.followups or not draw.chance("followed", speech.sampling.followed):
        return None
    before = fill(entry, {slot: member.fillers[slot] for slot in entry.slots}).form
    assert isinstance(before, Search)  # noqa: S101 - filling a pattern leaves its form what it is
    for attempt in range(_ATTEMPTS):
        followup = draw.pick(attempt, speech.followups, label=lambda one: one.pattern.id)
        fillers = drawn(followup.pattern.slots, speech.lexicon, draw.under(attempt))
        said = fill(followup.pattern, fillers)
        after = changed(before, said.form, followup)
        if after is not None:
            return _next(said, after, followup, speech)
    return None


def _next(said: Utterance, after: Form, followup: FollowUp, speech: Speech) -> Next:
    query = to_graphql(resolve(after, speech.setting), speech.schema)
    provenance = RequestProvenance(print_form(after), followup.pattern.id)
    alone = "" if followup.change == "-" else print_form(said.form)
    return Next(Example(RequestRow(said.text, query), provenance), alone)


def _cased(text: str, draw: Draw) -> str:
    """The text with its first letter as people type it; a word that is not plain lower or title case keeps its own."""
    word = text.split(maxsplit=1)[0]
    if not (word.islower() or (word[0].isupper() and word[1:].islower())) or word == "I":
        return text
    first = text[0].lower() if draw.chance("lower case", _LOWER_CASE) else text[0].upper()
    return first + text[1:]
