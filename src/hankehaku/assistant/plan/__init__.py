"""A plan beside the projects of a collection: what is comparable, what it lacks, what is new."""

from hankehaku.assistant.plan.comparing import compare_plan
from hankehaku.assistant.plan.report import Comparable, Lacking, New, Pair, PlanReport

__all__ = ["Comparable", "Lacking", "New", "Pair", "PlanReport", "compare_plan"]
