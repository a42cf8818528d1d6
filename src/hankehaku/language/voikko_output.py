"""Reads the output of Voikko's transducer, which its native and its Python engine share.

The notation is that of the sources of voikko-fi (`voikko-fi/vvfst`): class tags `[Ln]` noun, `[Ll]`
adjective, `[Lt]` verb, `[Lp]` prefix, ...; case tags `[Sn]` nominative, `[Sg]` genitive, ...;
`[R.]` a participle, `[Tn4]` the -minen form; `[Bc]` the border of two compound components;
`[Xp]...[X]` the base form of what precedes the next tags, in which `=` marks a compound that is one
entry; `[Xj]...[X]` the same for a derivation; other `[X.]...[X]` fields are of no use here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hankehaku.language.morphology import Component, Reading

_ITEM = re.compile(r"\[([^\]]*)\]|([^\[]+)")


@dataclass(slots=True)
class _Draft:
    """A component while it is being read."""

    surface: str = ""
    before_base: str = ""  # the surface in front of the latest base form field
    base: str = ""
    entry: str = ""  # the first base form field: the entry of the lexicon
    kind: str = ""
    case: str = ""
    infinitive: str = ""
    participle: bool = False
    action_noun: str = ""

    @property
    def lemma(self) -> str:
        """The base form: for a derivation the surface before it and the derivation's own base."""
        if not self.base:
            return self.surface.rstrip("-")
        return self.before_base + self.base.replace("=", "")

    def tag(self, tag: str) -> None:
        """Take note of a tag that says what the component is."""
        match tag[:1]:
            case "L":
                if self.kind == "t":
                    # a noun or adjective made of a verb: a participle when [R.] follows
                    self.infinitive = self.lemma
                self.kind, self.participle = tag[1:], False
            case "R":
                self.participle = True
            case "S":
                self.case = tag[1:]
        if tag == "Tn4":
            self.action_noun = f"{self.surface}minen"

    def finish(self) -> Component:
        """Return the component, in lower case; a -minen form counts as its noun."""
        lemma = (self.action_noun or self.lemma).lower()
        *modifiers, _ = (self.entry or self.base).lower().split("=")
        before = "".join(modifiers)
        pieces = (*modifiers, lemma[len(before) :]) if lemma.startswith(before) else ()
        return Component(self.surface.lower(), lemma, self.kind, pieces if len(pieces) > 1 else ())


def read_output(output: str) -> Reading:
    """Return the reading that one line of the transducer's output describes."""
    drafts = [_Draft()]
    field = "surface"
    for tag, text in _ITEM.findall(output):
        draft = drafts[-1]
        if not tag:
            if field == "surface":
                draft.surface += text
            elif field == "base":
                draft.base += text
        elif tag == "Bc":
            drafts.append(_Draft())
        elif tag in ("Xp", "Xj"):
            draft.entry = draft.entry or draft.base
            field, draft.before_base, draft.base = "base", draft.surface, ""
        elif tag == "X":
            field = "surface"
        elif tag[0] == "X":
            field = "other"
        else:
            draft.tag(tag)
    if len(drafts) > 1 and not drafts[-1].surface:
        drafts.pop()  # "työ-" ends at a border
    last = drafts[-1]
    before = "".join(each.surface for each in drafts[:-1])
    infinitive = ""
    if len(drafts) == 1:
        infinitive = last.lemma if last.kind == "t" else last.infinitive if last.participle else ""
    return Reading(
        lemma=(before + last.lemma).lower(),
        parts=tuple(each.finish() for each in drafts),
        infinitive=infinitive.lower(),
        action_noun=(before + last.action_noun).lower() if last.action_noun else "",
        case=last.case,
    )
