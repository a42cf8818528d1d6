"""Texts of the page of a project, the comparison, and the frame of all documents."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fi": {
            # the frame
            "skip_to_content": "Siirry sisältöön",
            "nav_label": "Sivut",
            "nav_overview": "Yleiskuva",
            "nav_plan": "Oma suunnitelma",
            "nav_quality": "Laatu",
            "footer_about": "Hankehaku etsii jo rahoitettuja hankkeita.",
            "footer_privacy": "Tietosuoja",
            "problem_to_search": "Siirry hakuun",
        },
        "sv": {
            "skip_to_content": "Gå till innehållet",
            "nav_label": "Sidor",
            "nav_overview": "Översikt",
            "nav_plan": "Egen plan",
            "nav_quality": "Kvalitet",
            "footer_about": "Hankehaku söker bland projekt som redan har fått finansiering.",
            "footer_privacy": "Dataskydd",
            "problem_to_search": "Gå till sökningen",
        },
        "en": {
            "skip_to_content": "Skip to content",
            "nav_label": "Pages",
            "nav_overview": "Overview",
            "nav_plan": "Your own plan",
            "nav_quality": "Quality",
            "footer_about": "Hankehaku searches projects that have already been funded.",
            "footer_privacy": "Privacy",
            "problem_to_search": "Go to the search",
        },
    }
)
