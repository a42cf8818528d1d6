"""Texts of the commands that keep an index fresh and sound."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fi": {
            "update_added_one": "Lisätty {count} hanke",
            "update_added_many": "Lisätty {count} hanketta",
            "update_changed_one": "Muuttunut {count} hanke",
            "update_changed_many": "Muuttunut {count} hanketta",
            "update_removed_one": "Poistettu {count} hanke",
            "update_removed_many": "Poistettu {count} hanketta",
            "update_unchanged_one": "Ennallaan {count} hanke",
            "update_unchanged_many": "Ennallaan {count} hanketta",
            "update_nothing": "{collection}: hakemisto on ajan tasalla",
            "update_done": "{collection}: hakemisto on päivitetty ({seconds} s)",
            "update_more": "… ja {count} muuta",
            "verify_sound": "Hakemisto on ehjä: {index}",
            "verify_faults_one": "Hakemistossa on {count} vika:",
            "verify_faults_many": "Hakemistossa on {count} vikaa:",
            "verify_cure": "{where}: {what}. Korjaa: {cure}",
            "gc_done": "Vapautettu {bytes} tavua: vanhoja sukupolvia {generations}, kesken jääneitä {leftovers}, vektoreita {vectors}, analyyseja {analyses}",
        },
        "sv": {
            "update_added_one": "{count} projekt har lagts till",
            "update_added_many": "{count} projekt har lagts till",
            "update_changed_one": "{count} projekt har ändrats",
            "update_changed_many": "{count} projekt har ändrats",
            "update_removed_one": "{count} projekt har tagits bort",
            "update_removed_many": "{count} projekt har tagits bort",
            "update_unchanged_one": "{count} projekt är oförändrat",
            "update_unchanged_many": "{count} projekt är oförändrade",
            "update_nothing": "{collection}: indexet är aktuellt",
            "update_done": "{collection}: indexet har uppdaterats ({seconds} s)",
            "update_more": "… och {count} till",
            "verify_sound": "Indexet är helt: {index}",
            "verify_faults_one": "Indexet har {count} fel:",
            "verify_faults_many": "Indexet har {count} fel:",
            "verify_cure": "{where}: {what}. Åtgärd: {cure}",
            "gc_done": "{bytes} byte har frigjorts: gamla generationer {generations}, oavslutade {leftovers}, vektorer {vectors}, analyser {analyses}",
        },
        "en": {
            "update_added_one": "{count} project added",
            "update_added_many": "{count} projects added",
            "update_changed_one": "{count} project changed",
            "update_changed_many": "{count} projects changed",
            "update_removed_one": "{count} project removed",
            "update_removed_many": "{count} projects removed",
            "update_unchanged_one": "{count} project as it was",
            "update_unchanged_many": "{count} projects as they were",
            "update_nothing": "{collection}: the index is up to date",
            "update_done": "{collection}: the index has been updated ({seconds} s)",
            "update_more": "… and {count} more",
            "verify_sound": "The index is sound: {index}",
            "verify_faults_one": "The index has {count} fault:",
            "verify_faults_many": "The index has {count} faults:",
            "verify_cure": "{where}: {what}. Mend it: {cure}",
            "gc_done": "{bytes} bytes set free: old generations {generations}, unfinished ones {leftovers}, vectors {vectors}, analyses {analyses}",
        },
    }
)
