"""Split text into sentences, and judge whether a sentence stands by itself."""

from __future__ import annotations

import re

from trainset.questions.words import thirds, words

_END = re.compile(r"([.!?][\"')\]]*)\s+(?=[\"'(\[]?[A-Z0-9`~/<])")
_OPENING = re.compile(
    r"^(?:this|these|those|that|it|its|they|their|such|here|however|therefore|thus|furthermore|additionally|"
    r"moreover|also|then|finally|consequently|instead|nevertheless|nonetheless|similarly|likewise|conversely|"
    r"meanwhile|afterwards?|otherwise|hence|both|either|neither|another|others?|one of (?:them|these)|"
    r"some of (?:them|these)|for (?:example|instance)|in (?:contrast|addition|short|fact|other words|this|that|such|turn)|"
    r"as (?:a result|such|mentioned|noted|discussed|described|shown|we)|by (?:this|doing so)|at its|to (?:this|that)|"
    r"with (?:this|these|that)|and|but|or|so|yet|nor|he|she|we|our|i|my|the (?:former|latter|above|following|same)|"
    r"once (?:this|that|these)|from (?:this|these|there)|until then|after that|before that|because of this|"
    r"rather,|first|second|third|next|last|again|still|given (?:this|these)|under (?:this|these)|without (?:it|this)|"
    r"beyond (?:this|these)|note that|on (?:the other hand|top of)|all of (?:this|these|them)|each of (?:these|them)|"
    r"most of (?:these|them)|none of (?:these|them)|two of (?:these|them)|unlike (?:this|these|it)|like (?:this|these))\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"§|¤|\b(?:this|the (?:next|previous|present|following|above|preceding)) (?:section|chapter|paper|page|document|guide|figure|"
    r"table|list|diagram|example|listing|paragraph|article|tutorial)\b|"
    r"\b(?:as|see) (?:above|below|described|shown|mentioned|discussed|noted|detailed|explained|outlined)\b|"
    r"\b(?:described|shown|mentioned|discussed|detailed|listed|given|explained|outlined) (?:above|below|earlier|later|in)\b"
    r"(?= (?:section|figure|table|the (?:following|previous|next)|chapter|appendix|$|[.,;])|[.,;]|$)|"
    r"\b(?:Section|Figure|Fig\.|Table|Listing|Appendix|Chapter) \d|\b(?:we|our|us)\b|"
    r"\b(?:see|refer to) (?:the|\w+\.md|also|section|\[)|\bthe (?:former|latter)\b|\bthe following\b|\bprovided figure\b|"
    r"\bas follows\b|\babove\b(?! (?:all|the|a|it|zero|average))|\bbelow\b(?! (?:the|a|it|zero|average|\d))|https?://|\bTODO\b|"
    r"\bpage about\b|\bother page\b|\bthe paper\b|\b(?:Alice|Bob|Carol|Charlie)\b",
    re.IGNORECASE,
)


def split(text: str) -> list[str]:
    """The sentences of a text; a full stop after an abbreviation or inside a name ends none."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.end(1)]
        last = before.split()[-1].casefold().lstrip("(\"'") if before.split() else ""
        if (
            last in words().abbreviations
            or re.fullmatch(r"[a-z]\.", last)
            or before.count("(") > before.count(")")
        ):
            continue
        if before.count('"') % 2 and not before.endswith('"'):
            continue
        sentences.append(before.strip())
        start = match.end()
    rest = text[start:].strip()
    return [*sentences, rest] if rest else sentences


def leans(sentence: str, *, opening: bool = True) -> bool:
    """Whether a sentence leans on what stands elsewhere: by its first words, or by pointing at a place."""
    return bool(_INSIDE.search(sentence)) or (
        opening and bool(_OPENING.match(sentence) or _points_back(sentence))
    )


def _named(noun: str, before: str) -> bool:
    """Whether a noun, in the singular or plural, stands in what came before."""
    words_before = {word.casefold().removesuffix("s") for word in re.findall(r"[\w-]+", before)}
    return noun.removesuffix("s") in words_before


def _points_back(sentence: str) -> bool:
    """Whether "this" or "these" stands for something that the sentence has not named."""
    for found in re.finditer(r"\b(?:this|these|those)\b(?: ([\w-]+))?", sentence, re.IGNORECASE):
        before, noun = sentence[: found.start()], (found.group(1) or "").casefold()
        verb = noun in words().auxiliaries or noun in thirds() or noun.endswith("ly")
        if verb and re.search(r"[,;:\u2014)] (?:and |but |so )?$", before):
            continue
        if not noun or verb or not _named(noun, before):
            return True
    return False


def is_sentence(text: str) -> bool:
    """Whether a text looks like whole sentences: it starts as one, ends as one and keeps its brackets even."""
    if not re.match(r"[\"'(]?[A-Z0-9`~]|[a-z]+[A-Z_.:/]", text) or not re.search(r"[.!?][\"')]*$", text):
        return False
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}")) and text.count('"') % 2 == 0
