"""Has a reranker judge projects: a whole text, or the best passage of one that is too long."""

from __future__ import annotations

from collections.abc import Iterator

from hankehaku.index.passages import split_passages
from hankehaku.index.reranker import Reranker
from hankehaku.records import Project


def judge(reranker: Reranker, topic: str, project: Project) -> float:
    """Return how well a project answers: the score of its text, or of its best passage.

    The text is title and description; a description that the model cannot read beside topic and
    title is given to it passage by passage, each with the title.
    """
    return float(reranker.scores(topic, list(_texts(reranker, topic, project))).max())


def _texts(reranker: Reranker, topic: str, project: Project) -> Iterator[str]:
    heading = f"{project.title}. "
    limit = reranker.max_tokens
    # however long topic and title are, half of what the model reads is left for the description
    room = max(limit // 2, limit - reranker.count_tokens(topic, heading))
    marks = reranker.count_tokens("", "")  # they are in the count of topic and title already

    def count(passage: str) -> int:
        return reranker.count_tokens("", passage) - marks

    for start, end in split_passages(project.description, count, room) or [(0, 0)]:
        yield heading + project.description[start:end]
