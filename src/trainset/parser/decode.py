"""From the network's scores to the best parse that the inventory allows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING

import torch

from trainset.parser.batch import inputs_of
from trainset.parser.labels import BEGIN, INSIDE, UNCOPIED, hole_tag, hole_tags, home_of
from trainset.parser.parse import NO_QUERY, Frame, Leaf, Parse
from trainset.parser.shapes import ROLES, Hole, Role, roles_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from trainset.parser.encoder import Pieces
    from trainset.parser.labels import Inventory, Labels
    from trainset.parser.network import Network

Scores = dict[str, "Tensor"]
_TRIED = 8  # labels of each head that are tried together
_LACKING = (
    4.0  # what each hole costs that no word fills, or that a word would fill and the shape does not have
)
_UNSURE = math.log(0.2)  # words that sound like no leaf in particular are none
_WITHOUT_GIVEN = {"search", "count", "total", "breakdown", NO_QUERY}


@dataclass(frozen=True, slots=True)
class Guess:
    """A parse and its log probability, as far as the heads are independent."""

    parse: Parse
    score: float


@dataclass(frozen=True)
class _Heard:
    """What the network says of one utterance: log probabilities, but logits for `single`, `measure` and `ties`.

    `leaves` has the scores of each span; `ties` those of a disjunction for each pair of spans, by their places.
    """

    tags: Tensor
    holes: Tensor
    frame: Scores
    spans: Sequence[tuple[int, int]]
    leaves: Sequence[Scores]
    ties: Mapping[tuple[int, int], float]


def decode(
    network: Network, inventory: Inventory, pieces: Pieces, utterances: Sequence[Sequence[str]]
) -> list[Guess]:
    """The best parse of each utterance, given as its words; an utterance without words asks for nothing."""
    filled = [place for place, words in enumerate(utterances) if words]
    guesses = [Guess(Parse(Frame(NO_QUERY)), 0.0)] * len(utterances)
    if filled:
        heard = _hear(network, pieces, [utterances[place] for place in filled])
        for place, one in zip(filled, heard, strict=True):
            guesses[place] = _guess(inventory, one)
    return guesses


@torch.inference_mode()
def _hear(network: Network, pieces: Pieces, utterances: Sequence[Sequence[str]]) -> list[_Heard]:
    encoded = network.encode(inputs_of(utterances, pieces))
    lengths = encoded.there.sum(-1).tolist()
    tags, holes = (torch.log_softmax(logits.float(), -1) for logits in network.tagged(encoded))
    frames = {
        name: logits.float() if name in {"single", "measure"} else torch.log_softmax(logits.float(), -1)
        for name, logits in network.framed(encoded).items()
    }
    spans = [_spans(tags[row, :length]) for row, length in enumerate(lengths)]
    owners = torch.tensor([row for row, found in enumerate(spans) for _ in found], dtype=torch.long)
    places = torch.tensor([span for found in spans for span in found], dtype=torch.long).reshape(-1, 2)
    heads: Scores = {}
    ties: dict[tuple[int, int], float] = {}
    if len(owners):
        vectors = network.leaf_vectors(encoded, owners, places)
        heads = {
            name: torch.log_softmax(logits.float(), -1)
            for name, logits in network.leaf_logits(vectors).items()
        }
        whose = owners.tolist()
        pairs = [
            (one, other) for one, other in combinations(range(len(whose)), 2) if whose[one] == whose[other]
        ]
        if pairs:
            logits = network.pair_logits(encoded, vectors, owners, places, torch.tensor(pairs))
            ties = dict(zip(pairs, logits.float().tolist(), strict=True))
    heard, offset = [], 0
    for row, length in enumerate(lengths):
        own = range(offset, offset + len(spans[row]))
        heard.append(
            _Heard(
                tags[row, :length],
                holes[row],
                {name: scores[row] for name, scores in frames.items()},
                spans[row],
                [{name: scores[place] for name, scores in heads.items()} for place in own],
                {(one - offset, other - offset): ties[one, other] for one, other in combinations(own, 2)},
            )
        )
        offset += len(own)
    return heard


def _guess(inventory: Inventory, heard: _Heard) -> Guess:
    frame, score = _frame(inventory, heard.frame)
    if frame.verb == NO_QUERY:
        return Guess(Parse(frame), score)
    score += float(heard.tags.max(-1).values.sum())
    found = [
        (place, *best)
        for place, (span, scores) in enumerate(zip(heard.spans, heard.leaves, strict=True))
        if (best := _leaf(inventory, frame, span, scores, heard.holes)) is not None
    ]
    sure = [one for one in found if one[2] > _UNSURE and not _outdone(one, found)]
    kept, leaves = [place for place, _, _ in sure], [leaf for _, leaf, _ in sure]
    score += sum(scored for _, _, scored in sure)
    if inventory.lacks_arguments(frame, leaves):
        return Guess(Parse(Frame(NO_QUERY)), score)
    alternatives = set()
    for one, other in combinations(range(len(kept)), 2):
        if leaves[one].compares and leaves[other].compares:
            logit = heard.ties[kept[one], kept[other]]
            score -= math.log1p(math.exp(-abs(logit)))
            if logit > 0 or inventory.excludes(leaves[one], leaves[other]):
                alternatives.add((one, other))
    return Guess(Parse(frame, tuple(leaves), frozenset(alternatives)), score)


def _outdone(one: tuple[int, Leaf, float], found: Sequence[tuple[int, Leaf, float]]) -> bool:
    """Whether another leaf is surer of what there is only one of: an order, a limit, each argument."""
    _, leaf, score = one
    part = _only_one(leaf)
    return part != "" and any(part == _only_one(other) and score < rival for _, other, rival in found)


def _only_one(leaf: Leaf) -> str:
    if leaf.compares:
        return ""
    return "sort" if leaf.subject.startswith("sort ") else leaf.subject


def _spans(tags: Tensor) -> list[tuple[int, int]]:
    """The spans of the leaves; an inside tag that follows none begins one."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for place, tag in enumerate([*tags.argmax(-1).tolist(), -1]):
        if start is not None and tag != INSIDE:
            spans.append((start, place))
            start = None
        if tag == BEGIN or (tag == INSIDE and start is None):
            start = place
    return spans


def _frame(inventory: Inventory, scores: Scores) -> tuple[Frame, float]:
    """The best frame: a verb and a collection that go together, and what else the verb takes."""
    pairs = [
        (verb_score + (0.0 if verb == NO_QUERY else collection_score), verb, collection)
        for verb_score, verb in _best(scores["verb"], inventory.verbs)
        for collection_score, collection in _best(scores["collection"], inventory.collections)
        if (verb, collection) in inventory.frames
    ]
    if not pairs:
        return Frame(NO_QUERY), float("-inf")
    score, verb, collection = max(pairs)
    frame = Frame(verb, collection, single=float(scores["single"][0]) > 0 and verb not in {"count", "total"})
    if verb in {"total", "breakdown"}:
        frame = replace(frame, measures=_measures(inventory, frame, scores["measure"]))
    if verb == "breakdown":
        more, by = _at_home(inventory, f"by {collection}", scores["group"], inventory.groups)
        score, frame = score + more, replace(frame, by=by)
    if verb not in _WITHOUT_GIVEN:
        more, given = _at_home(inventory, f"given {verb}", scores["given"], inventory.givens)
        score, frame = score + more, replace(frame, given=given)
    return frame, score


def _at_home(inventory: Inventory, home: str, scores: Tensor, labels: Labels) -> tuple[float, str]:
    """The best label that is at home somewhere; every frame of training has one."""
    return next(
        (score, name) for score, name in _best(scores, labels, len(labels)) if (home, name) in inventory.homes
    )


def _measures(inventory: Inventory, frame: Frame, logits: Tensor) -> tuple[str, ...]:
    """The measures more likely than not, else the likeliest, of those that the collection has."""
    known = [
        (logit, name)
        for logit, name in zip(logits.tolist(), inventory.measures, strict=True)
        if (f"{frame.verb} {frame.collection}", name) in inventory.homes
    ]
    return tuple(name for logit, name in known if logit > 0) or (max(known)[1],)


def _leaf(
    inventory: Inventory, frame: Frame, span: tuple[int, int], scores: Scores, holes: Tensor
) -> tuple[Leaf, float] | None:
    """The best leaf for a span: subject, operator and shape that go together, in a frame where the subject is at home."""
    said = _holes(span, holes)
    counts: dict[Role, int] = {role: sum(hole.role == role for hole in said) for role in ROLES}
    subjects = [
        (score, name)
        for score, name in _best(scores["subject"], inventory.subjects, len(inventory.subjects))
        if (home_of(frame.verb, frame.collection, name), name) in inventory.homes
    ][:_TRIED]
    shapes = sorted(
        (score - _LACKING * _misfit(shape, counts), shape)
        for score, shape in _best(scores["shape"], inventory.shapes, 3 * _TRIED)
    )[::-1]
    best: tuple[float, str, str, str] | None = None
    for (one, subject), (two, operator) in product(subjects, _best(scores["operator"], inventory.operators)):
        for three, shape in shapes:
            if best is not None and one + two + three <= best[0]:
                break  # the others say less
            if inventory.allows(subject, operator, shape):
                best = one + two + three, subject, operator, shape
    if best is None:
        return None
    score, subject, operator, shape = best
    extra = inventory.extras[int(scores["extra"].argmax())] if operator else ""
    return Leaf(*span, subject, operator, shape, _fitted(shape, said, span, holes), extra), score


def _misfit(shape: str, counts: Mapping[Role, int]) -> int:
    """How many holes are too few or too many for a shape; a list takes any number of texts, a year may serve two dates."""
    wanted = roles_of(shape)
    misfit = 0
    for role, count in counts.items():
        need = wanted.count(role)
        if (role == "T" and "+" in shape and count) or (role in {"Y", "M"} and need > count > 0):
            continue
        misfit += abs(need - count)
    return misfit


def _fitted(shape: str, said: tuple[Hole, ...], span: tuple[int, int], scores: Tensor) -> tuple[Hole, ...]:
    """The holes with one more for each that a shape lacks: the likeliest words of the span that nothing else copies."""
    holes = list(said)
    for role in ROLES:
        have = sum(hole.role == role for hole in holes)
        shared = role in {"Y", "M"} and have
        lacking = 0 if shared else roles_of(shape).count(role) - have
        begins, goes_on = hole_tags(role)
        for _ in range(lacking):
            free = [
                place for place in range(*span) if not any(hole.start <= place < hole.end for hole in holes)
            ]
            if not free:
                break
            start = max(free, key=lambda place: float(scores[place][begins]))
            end = start + 1
            while end in free and float(scores[end][goes_on]) > float(scores[end][UNCOPIED]):
                end += 1
            holes.append(Hole(role, start, end))
    return tuple(sorted(holes, key=lambda hole: hole.start))


def _holes(span: tuple[int, int], scores: Tensor) -> tuple[Hole, ...]:
    """What is copied of a span: runs of hole tags."""
    found: list[Hole] = []
    running: tuple[Role, int] | None = None
    for place in range(span[0], span[1] + 1):
        tag = hole_tag(int(scores[place].argmax())) if place < span[1] else None
        if running is not None and (tag is None or tag[1] or tag[0] != running[0]):
            found.append(Hole(running[0], running[1], place))
            running = None
        if tag is not None and running is None:
            running = tag[0], place
    return tuple(found)


def _best(scores: Tensor, labels: Labels, tried: int = _TRIED) -> list[tuple[float, str]]:
    values, places = scores.topk(min(tried, len(labels)))
    return [(value, labels[place]) for value, place in zip(values.tolist(), places.tolist(), strict=True)]
